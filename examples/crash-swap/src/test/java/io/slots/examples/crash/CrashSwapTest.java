package io.slots.examples.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.examples.stage.Glyphs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole thing in its short form: real processes, a real store, real kills, real load. */
class CrashSwapTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  @DisplayName("S9.3 killed and started again, an orchestrator reverts or finishes what it was at")
  void run_sqlite_losesNothingAndLeavesNothing(@TempDir Path directory) {
    List<Long> before = children();

    int status = run(StoreAddress.Kind.SQLITE, 5, directory);

    assertThat(text())
        .containsPattern(" all +\\| +5 \\| +0 \\|")
        .contains("All well:", " 0 failed, 0 were answered by the wrong content.")
        .doesNotContain("WRONG", "cannot go on");
    assertThat(status).isZero();
    assertThat(children()).isSubsetOf(before);
  }

  @Test
  @DisplayName("S9.4 one takes over what another leaves, which can do nothing more, if it still is")
  void run_postgresql_losesNothingAndLeavesNothing(@TempDir Path directory) {
    List<Long> before = children();

    int status = run(StoreAddress.Kind.POSTGRESQL, 4, directory);

    assertThat(text())
        .containsPattern(" all +\\| +3 \\| +1 \\|")
        .contains("All well:", " 0 failed, 0 were answered by the wrong content.")
        .doesNotContain("WRONG", "cannot go on");
    assertThat(status).isZero();
    assertThat(children()).isSubsetOf(before);
  }

  @Test
  void run_nowhereToWrite_saysWhyAndEndsWithOne(@TempDir Path directory) {
    assertThat(run(StoreAddress.Kind.SQLITE, 1, directory.resolve("missing"))).isEqualTo(1);

    assertThat(text()).startsWith("The run cannot go on: ").contains("missing");
  }

  private int run(StoreAddress.Kind store, int kills, Path directory) {
    RunOptions options =
        new RunOptions(
            kills, store, 1, 4, Duration.ofMillis(20), Duration.ofSeconds(2), 42, directory);
    return new Campaign(options, new PrintStream(out, true, UTF_8), Glyphs.of(UTF_8)).run();
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
