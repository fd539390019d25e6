/** How the engine's parts may know each other. */
@NullMarked
package io.slots.core;

import org.jspecify.annotations.NullMarked;
