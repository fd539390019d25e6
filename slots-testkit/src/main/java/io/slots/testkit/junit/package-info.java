/**
 * The kit in tests of JUnit 5: each test gets one of its own, and what fails tells its history.
 *
 * <p>Start at {@link io.slots.testkit.junit.SlotsTest}; where the engine is to be configured, at
 * {@link io.slots.testkit.junit.SlotsExtension}.
 */
@NullMarked
package io.slots.testkit.junit;

import org.jspecify.annotations.NullMarked;
