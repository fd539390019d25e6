/** Proofs of the rules of the language. */
@NullMarked
package io.slots;

import org.jspecify.annotations.NullMarked;
