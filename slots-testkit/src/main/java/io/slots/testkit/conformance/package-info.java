/**
 * Conformance tests, for those who write adapters of the SPIs in {@link io.slots.spi}.
 *
 * <p>There is one interface of JUnit tests for each SPI. A test class of the adapter's implements
 * it, says how the adapter is made and what the outside of it looks like, and is done:
 *
 * <ul>
 *   <li>{@link io.slots.testkit.conformance.InstanceRestarterConformance}
 *   <li>{@link io.slots.testkit.conformance.InstanceProvisionerConformance}
 *   <li>{@link io.slots.testkit.conformance.HealthProbeConformance}
 *   <li>{@link io.slots.testkit.conformance.RouterConformance}
 *   <li>{@link io.slots.testkit.conformance.SlotStoreConformance}
 *   <li>{@link io.slots.testkit.conformance.EngineLeasesConformance}
 *   <li>{@link io.slots.testkit.conformance.FunctionKeysConformance}
 * </ul>
 *
 * <p>A test's name begins with the rule that it is about: {@code S9_4_…} with one of {@code
 * SEMANTICS.md}, {@code P1_…} with one of the package {@link io.slots.spi}. Everything is expected,
 * unless the adapter {@linkplain io.slots.testkit.conformance.Conformance#unsupported() declares}
 * that it does not support a {@link io.slots.testkit.conformance.Capability}; then something else
 * is expected, and no test is skipped. Tests are {@linkplain
 * io.slots.testkit.conformance.Level#CORE core} or {@linkplain
 * io.slots.testkit.conformance.Level#EXTENDED extended}, and tagged so. At the end there is a
 * report, as Markdown.
 *
 * <p>One class can implement one of the interfaces; an adapter of several SPIs has a class for
 * each. Which faults the tests find is itself tested, on adapters that are broken on purpose: see
 * the tables in {@code slots-testkit/CONFORMANCE.md}.
 */
@NullMarked
package io.slots.testkit.conformance;

import org.jspecify.annotations.NullMarked;
