/**
 * Whether the rules in {@code SEMANTICS.md} are true to the tests that prove them and to the code.
 */
@NullMarked
package io.slots.testkit.semantics;

import org.jspecify.annotations.NullMarked;
