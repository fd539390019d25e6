/** Proofs of the rules of {@code io.slots.settings}. */
@NullMarked
package io.slots.settings;

import org.jspecify.annotations.NullMarked;
