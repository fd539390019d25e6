/** The rules, each for itself. */
@NullMarked
package io.slots.core.rules;

import org.jspecify.annotations.NullMarked;
