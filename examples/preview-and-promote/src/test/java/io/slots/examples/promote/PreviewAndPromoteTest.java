package io.slots.examples.promote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.Glyphs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole play in its short form: real processes, a real proxy, real load. */
class PreviewAndPromoteTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void run_quick_playsAllActsLosesNothingAndLeavesNothing() {
    List<Long> before = children();

    int status = PromoteCommand.execute(this::play, printer(), printer(), "--quick");

    assertThat(text())
        // Deploy
        .containsPattern("shop.localhost answers: v1 on \\S+ as production with database orders\n")
        .containsPattern("answers: v2 on \\S+ as staging with database orders-copy\n")
        // Dry run
        .containsPattern("\\+ +CHECKOUT +app setting +moves")
        .containsPattern("apply settings +restart shop-v2-\\S+ as production")
        // Swap with preview
        .containsPattern("op\\d+ pauses for a decision, until +\\d")
        .containsPattern(
            "shop-staging.localhost answers: v2 on \\S+ as production with database orders\n")
        .contains("paused: \"swap staging into production\" of preview-and-promote")
        .containsPattern("op\\d+ waits for a decision since \\S+, until \\S+; complete or")
        .contains("refused: S1.7: configure slot staging")
        .contains(" goes on: it is cancelled", " goes on: it is completed")
        // Traffic shares
        .containsPattern("60 clients came: [1-9]\\d* were led to staging")
        .contains("Each came back 3 times: 0 were led to another slot than before.")
        .contains("asks for staging by query: it gets staging and the cookie x-ms-routing-name=")
        .contains("10 clients came: 10 were led to staging.")
        .contains("The one that had asked for production gets production.")
        .contains("It warns (S7.3): the traffic rule")
        .contains("10 clients came: 10 were led to production.")
        .contains("Asked again for v3, there is nothing left to do.")
        // Auto swap
        .containsPattern("The deployment is followed by op\\d+\\.")
        .contains("automatically swap staging into production: completed")
        .contains("No swap follows. Its log says: v5-broken does not start")
        // Keep-warm rollback
        .containsPattern("staging is kept warm, until +\\d")
        .containsPattern("The rollback took \\d+ ms.")
        .contains("refused: S4.9: slot \"staging\" has taken part in another swap since ")
        .contains("settle staging, which was kept warm: completed")
        // The end
        .containsPattern(" all +\\|")
        .contains("All well:", " 0 failed, 0 were answered by the wrong content.")
        .doesNotContain("cannot go on");
    assertThat(status).isZero();
    assertThat(children()).isSubsetOf(before);
  }

  @Test
  void run_nowhereToWrite_saysWhyAndEndsWithOne(@TempDir Path directory) {
    Duration none = Duration.ZERO;
    Path missing = directory.resolve("missing");
    RunOptions options = new RunOptions(1, 1, none, 20, none, none, none, none, 42, missing);

    assertThat(play(options)).isEqualTo(1);

    assertThat(text()).startsWith("The run cannot go on: ").contains("missing");
  }

  private int play(RunOptions options) {
    PrintStream stream = new PrintStream(out, true, UTF_8);
    return new Play(options, stream, Glyphs.of(UTF_8), Clock.systemUTC()).run();
  }

  private PrintWriter printer() {
    return new PrintWriter(out, true, UTF_8);
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
