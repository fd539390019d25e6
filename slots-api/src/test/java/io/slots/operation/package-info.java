/** Proofs of the rules of {@code io.slots.operation}. */
@NullMarked
package io.slots.operation;

import org.jspecify.annotations.NullMarked;
