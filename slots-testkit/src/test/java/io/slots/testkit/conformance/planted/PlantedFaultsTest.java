package io.slots.testkit.conformance.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.slots.testkit.conformance.ConformanceRule;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Each broken adapter fails exactly the tests that name its fault; a whole one fails none. */
class PlantedFaultsTest {
  @TestFactory
  Stream<DynamicTest> eachFault_failsTheTestsThatNameIt(@TempDir Path reports) {
    return PlantedSpi.all().stream()
        .flatMap(
            spi ->
                spi.faults().stream()
                    .map(
                        fault ->
                            DynamicTest.dynamicTest(
                                spi.name() + " " + fault.name(),
                                () ->
                                    assertThat(failedTests(spi, fault, reports))
                                        .as("a %s that %s", spi.name(), fault.text())
                                        .isEqualTo(new TreeSet<>(fault.caughtBy())))));
  }

  /** A test that no fault fails may be none. */
  @Test
  void eachTest_isFailedBySomeFault() {
    for (PlantedSpi spi : PlantedSpi.all()) {
      Set<String> failing =
          spi.faults().stream().flatMap(it -> it.caughtBy().stream()).collect(Collectors.toSet());
      assertThat(spi.rules())
          .as("the tests of " + spi.name())
          .extracting(ConformanceRule::test)
          .containsExactlyInAnyOrderElementsOf(failing);
    }
  }

  static Set<String> failedTests(PlantedSpi spi, Fault fault, Path reports) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(spi.test()))
            .configurationParameter(PlantedFault.PARAMETER, fault.name())
            .configurationParameter("slots.conformance.directory", reports.toString())
            .configurationParameter("slots.conformance.print", "false")
            .execute()
            .testEvents();
    assertThat(tests.finished().count()).isEqualTo(spi.rules().size());
    return tests.failed().stream()
        .map(PlantedFaultsTest::method)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String method(Event event) {
    return event
        .getTestDescriptor()
        .getSource()
        .map(MethodSource.class::cast)
        .orElseThrow()
        .getMethodName();
  }
}
