/** Tests with real commands. */
@NullMarked
package io.slots.command;

import org.jspecify.annotations.NullMarked;
