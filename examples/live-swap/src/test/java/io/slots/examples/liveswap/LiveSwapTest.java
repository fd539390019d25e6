package io.slots.examples.liveswap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.Glyphs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole thing: real processes, a real proxy, real load. */
class LiveSwapTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void run_theBundledService_losesNothingAndLeavesNothing(@TempDir Path directory)
      throws IOException {
    List<Long> before = children();

    int status = run(options(directory, Optional.empty(), Optional.empty()));

    assertThat(out.toString(UTF_8))
        .contains("All well:")
        .contains(" 0 failed, 0 were answered by the wrong content.")
        .contains("Its log says: v3 does not start: it needs the app setting REPORTING_URL")
        .containsPattern("Staging answers again: +v3 on \\S+ as staging")
        .containsPattern("Production never noticed: v1 on \\S+ as production")
        .containsPattern(" v1 +\\| +[1-9]")
        .containsPattern(" v2 +\\| +[1-9]")
        .doesNotContain("orders-copy", "http://reports.test");
    assertThat(status).isZero();
    assertThat(directory.resolve("run.svg")).content().contains("v2 is live", "v1 is live");
    assertThat(children()).isSubsetOf(before);
    assertThat(records(directory)).isEmpty();
  }

  @Test
  void run_ownServicesThatCannotBeToldApart_isRefusedAndLeavesNothing(@TempDir Path directory) {
    List<Long> before = children();
    Optional<String> nameless =
        Optional.of("exec " + String.join(" ", serviceThatSaysNothingOfItself()));

    int status = run(options(directory, nameless, nameless));

    assertThat(out.toString(UTF_8)).contains("v1 and v2 cannot be told apart");
    assertThat(status).isEqualTo(2);
    assertThat(children()).isSubsetOf(before);
  }

  @Test
  void run_aServiceThatDoesNotStart_saysWhyAndLeavesNothing(@TempDir Path directory) {
    List<Long> before = children();
    Optional<String> broken = Optional.of("echo no luck today; exit 5");

    int status = run(options(directory, broken, broken));

    assertThat(out.toString(UTF_8))
        .contains("ended with status 5", "Its log says: no luck today")
        .doesNotContain("\tat ");
    assertThat(status).isEqualTo(1);
    assertThat(children()).isSubsetOf(before);
  }

  private int run(RunOptions options) {
    Screen screen = new Screen(new PrintStream(out, true, UTF_8), false, Glyphs.of(UTF_8));
    return new Scenario(options, screen, Clock.systemUTC()).run();
  }

  private static RunOptions options(Path directory, Optional<String> v1, Optional<String> v2) {
    return new RunOptions(
        v1,
        v2,
        Optional.empty(),
        1,
        16,
        Duration.ofMillis(10),
        List.of("/"),
        Duration.ofMillis(700),
        42,
        directory.resolve("run.svg"),
        directory);
  }

  private static List<String> serviceThatSaysNothingOfItself() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-cp",
        "'" + System.getProperty("java.class.path") + "'",
        Nameless.class.getName());
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }

  /** The runtime's records of processes; one that has ended has none. */
  private static List<Path> records(Path directory) throws IOException {
    try (Stream<Path> runs = Files.list(directory)) {
      return runs.map(run -> run.resolve("processes"))
          .filter(Files::isDirectory)
          .flatMap(LiveSwapTest::list)
          .toList();
    }
  }

  private static Stream<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
