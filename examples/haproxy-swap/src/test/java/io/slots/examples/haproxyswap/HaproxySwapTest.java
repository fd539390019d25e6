package io.slots.examples.haproxyswap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slots.examples.stage.Glyphs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole thing, in short: a real HAProxy, a real PostgreSQL, real processes, real load. */
class HaproxySwapTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void run_losesNothingAndLeavesNothing() throws Exception {
    Optional<Path> haproxy = LocalHaproxy.installed();
    assumeTrue(
        haproxy.isPresent(),
        "there is no haproxy on the PATH or in /usr/sbin; install it: apt-get install haproxy");
    Path directory = Files.createTempDirectory("hs"); // short, for the sockets in it
    List<Long> before = children();

    int status = run(new RunOptions(haproxy, 1, 8, Duration.ofMillis(700), 42, directory));

    assertThat(out.toString(UTF_8))
        .contains("Its history says: swap staging into production: completed")
        .contains("All well:")
        .contains(" 0 failed, 0 were answered by the wrong content.")
        .containsPattern(" v1 +\\| +[1-9]")
        .containsPattern(" v2 +\\| +[1-9]");
    assertThat(status).isZero();
    assertThat(children()).isSubsetOf(before);
    assertThat(directory).isEmptyDirectory();
    Files.delete(directory);
  }

  @Test
  void run_withoutHaproxy_saysWhatToInstall() {
    int status =
        run(new RunOptions(Optional.empty(), 1, 8, Duration.ofMillis(700), 42, Path.of("unused")));

    assertThat(out.toString(UTF_8)).contains("There is no haproxy", "apt-get install haproxy");
    assertThat(status).isEqualTo(3);
  }

  @Test
  void commandLine_isCheckedAndHandedOn() {
    List<RunOptions> read = new ArrayList<>();
    StringWriter err = new StringWriter();

    assertThat(execute(read, err, "--haproxy", "/no/such/file", "--duration", "1")).isZero();
    assertThat(execute(read, err, "--instances", "21")).isEqualTo(2);

    assertThat(read)
        .singleElement()
        .satisfies(
            options -> {
              assertThat(options.haproxy()).isEmpty();
              assertThat(options.hold()).isEqualTo(Duration.ofSeconds(1));
            });
    assertThat(err.toString()).contains("--instances 21: the least is 1, the most is 20");
  }

  private static int execute(List<RunOptions> read, StringWriter err, String... args) {
    return HaproxySwapCommand.execute(
        options -> read.add(options) ? 0 : 1,
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        args);
  }

  private int run(RunOptions options) {
    return new Scenario(options, new PrintStream(out, true, UTF_8), Glyphs.of(UTF_8)).run();
  }

  private static List<Long> children() {
    return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
  }
}
