/** Proofs of {@code io.slots.text}: what is printed is aligned, and nothing of it is lost. */
@NullMarked
package io.slots.text;

import org.jspecify.annotations.NullMarked;
