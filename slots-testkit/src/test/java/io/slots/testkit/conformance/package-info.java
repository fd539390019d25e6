/** The fakes and what comes with the engine run the conformance tests, and broken adapters do. */
@NullMarked
package io.slots.testkit.conformance;

import org.jspecify.annotations.NullMarked;
