/**
 * Assertions for AssertJ about operations, outcomes, apps, routes, calls and events. What fails
 * shows the report of the operation and the history of the calls of SPIs, in tables.
 *
 * <p>Start at {@link io.slots.testkit.assertion.SlotsAssertions}. It stands beside AssertJ's own
 * {@code Assertions}: a test may import {@code assertThat} from both.
 */
@NullMarked
package io.slots.testkit.assertion;

import org.jspecify.annotations.NullMarked;
