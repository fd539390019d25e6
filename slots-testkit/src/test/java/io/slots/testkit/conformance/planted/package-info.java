/**
 * The conformance kit is tested itself: adapters that are broken on purpose, each in one way, run
 * it, and each fails exactly the tests that name its fault.
 */
@NullMarked
package io.slots.testkit.conformance.planted;

import org.jspecify.annotations.NullMarked;
