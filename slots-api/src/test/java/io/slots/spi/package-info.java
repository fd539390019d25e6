/** Proofs of the rules of {@code io.slots.spi}. */
@NullMarked
package io.slots.spi;

import org.jspecify.annotations.NullMarked;
