package io.slots.testkit.conformance.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the report says of tests that hold, that do not, that are not supported, or left out. */
class ConformanceReporterTest {
  @TempDir Path reports = Path.of("");

  private static EngineTestKit.Builder routers(RouterFault fault, Path reports) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(RouterCase.class))
        .configurationParameter(PlantedFault.PARAMETER, fault.name())
        .configurationParameter("slots.conformance.directory", reports.toString())
        .configurationParameter("slots.conformance.print", "false");
  }

  private String report() throws IOException {
    return Files.readString(reports.resolve("RouterCase.md"));
  }

  @Test
  void report_ofAWholeRun_tellsEachTest() throws IOException {
    routers(RouterFault.DENIES_SHARES, reports).execute();

    assertThat(report().lines())
        .startsWith("### Conformance of RouterCase", "")
        .contains("23 passed, 1 failed, 2 not supported, 0 not run.")
        .contains("| S9.4 | `S9_4_fence_isForOneApp` | core | passed |")
        .contains("| S7.1 | `S7_1_share_goesToItsSlot` | extended | **failed** |")
        .contains("| P1 | `P1_manyCallsAtOnce_areKeptApart` | core | not supported |")
        .contains(
            "- not supported: may be called by several threads at once; calls of one thread that"
                + " are under way together are kept apart.");
  }

  /** Nobody passes by leaving tests out. */
  @Test
  void report_ofPartOfTheTests_tellsWhatWasNotRun() throws IOException {
    routers(RouterFault.NONE, reports).filters(includeTags("extended")).execute();

    assertThat(report().lines())
        .contains("2 passed, 0 failed, 1 not supported, 23 not run.")
        .contains("| S4.5 | `S4_5_publishedTable_isInForce` | core | **not run** |");
  }
}
