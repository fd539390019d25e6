/** The steps, each for itself. */
@NullMarked
package io.slots.core.step;

import org.jspecify.annotations.NullMarked;
