/**
 * The test kit: the real engine on virtual time, with strict fakes of every SPI and faults on
 * demand.
 *
 * <p>Start at {@link io.slots.testkit.SlotsTestKit}. Nothing here is safe for use by several
 * threads: all of it runs on the test's own thread.
 */
@NullMarked
package io.slots.testkit;

import org.jspecify.annotations.NullMarked;
