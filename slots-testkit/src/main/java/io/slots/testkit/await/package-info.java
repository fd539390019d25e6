/**
 * What to wait for with Awaitility, in tests against real adapters, where time is real.
 *
 * <p>Start at {@link io.slots.testkit.await.SlotsConditions}. On the kit's virtual time nothing of
 * this is needed: an operation is awaited there without waiting.
 */
@NullMarked
package io.slots.testkit.await;

import org.jspecify.annotations.NullMarked;
