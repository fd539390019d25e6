/** Proofs of the rules of {@code io.slots.app}. */
@NullMarked
package io.slots.app;

import org.jspecify.annotations.NullMarked;
