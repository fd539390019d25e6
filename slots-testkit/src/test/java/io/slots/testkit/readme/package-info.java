/**
 * The code in the kit's README: each block there is a part of a test here, between {@code tag} and
 * {@code end}, to the letter.
 */
@NullMarked
package io.slots.testkit.readme;

import org.jspecify.annotations.NullMarked;
