package io.slots.command;

import static io.slots.command.Calls.call;
import static io.slots.command.Calls.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import io.slots.local.process.ProcessIdentity;
import io.slots.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches people when a command does not do its work. */
final class CommandFailureTest {
  private static final Instance ONE = Instance.of("one", "http://127.0.0.1:8080");
  private static final String SECRET = "swordfish-7391";

  private final Path directory;

  CommandFailureTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void otherStatus_isTold_withTheOutput() {
    CommandFailedException failure = fail("echo to out; echo to err >&2; exit 7");

    assertThat(failure)
        .hasMessageStartingWith("\"sh\" for the restart of instance one ended with status 7\n");
    assertThat(failure.exitStatus()).hasValue(7);
    assertThat(failure.output()).isEqualTo("to out\nto err");
  }

  @Test
  void values_areMasked_inWhateverFormTheyAreWritten() {
    String script =
        "echo \"plain $KEY\"; printf %s \"$KEY\" | base64; echo 'a%26b'; echo 'q\\\"q'; "
            + "echo \"$LINES_\" | tail -n 1; exit 1";

    CommandFailedException failure =
        fail(
            script,
            Setting.of("KEY", SECRET),
            Setting.of("URL", "a&b"),
            Setting.of("JSON", "q\"q"),
            Setting.of("LINES_", "first line\nsecond line"));

    assertThat(failure.output()).isEqualTo("plain ***\n***\n***\n***\n***");
  }

  @Test
  void output_isBounded_andCutsNoValueInTwo() {
    // The secret lies across the place where the output is cut, by every one of its characters.
    for (int rest = 1; rest <= SECRET.length(); rest++) {
      String script =
          "head -c 300000 /dev/zero | tr '\\0' x; printf %s \"$KEY\"; head -c "
              + (100 - rest)
              + " /dev/zero | tr '\\0' y; exit 1";

      CommandFailedException failure =
          fail(builder -> builder.outputLimit(100), script, Setting.of("KEY", SECRET));

      assertThat(failure.output()).isEqualTo("…***" + "y".repeat(100 - rest));
    }
  }

  @Test
  void noOutput_ifNoneIsWanted() {
    assertThat(fail(builder -> builder.outputLimit(0), "echo something; exit 1"))
        .hasMessage("\"sh\" for the restart of instance one ended with status 1");
  }

  @Test
  void lateCommand_isEndedWithAllThatItStarted() throws IOException {
    String script =
        "echo before; sh -c 'trap \"\" TERM; echo $$ > deaf; sleep 600 & wait; sleep 600' & "
            + "(setsid sleep 601 & echo $! > away); while [ ! -s deaf ]; do sleep 0.01; done; "
            + "exec sleep 602";

    CommandFailedException failure =
        fail(
            builder -> builder.timeout(Duration.ofSeconds(2)).stopDeadline(Duration.ofMillis(300)),
            script);

    assertThat(failure)
        .hasMessageContaining("was ended, for it took more than PT2S")
        .hasMessageEndingWith("before");
    assertThat(failure.exitStatus()).isEmpty();
    assertThat(pid("deaf").filter(ProcessIdentity::lives)).isEmpty();
    assertThat(pid("away").filter(ProcessIdentity::lives)).isEmpty();
  }

  @Test
  void failedCommand_leavesNothingRunning() throws IOException {
    CommandFailedException failure = fail("sleep 600 > /dev/null 2>&1 & echo $! > left; exit 1");

    assertThat(failure.exitStatus()).hasValue(1);
    assertThat(pid("left").filter(ProcessIdentity::lives)).isEmpty();
  }

  @Test
  void daemonThatHoldsTheOutput_keepsNobodyWaiting() throws IOException {
    try (CommandPlatform commands = platform(it -> it, "echo done; sleep 600 & echo $! > left")) {
      Instance answer = Calls.done(commands.restart(Calls.restart(ONE, ""), call(1)));

      assertThat(answer).isEqualTo(ONE);
      assertThat(pid("left")).as("what a command leaves when it succeeds").isPresent();
    } finally {
      pid("left").filter(Scripts::isOurs).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void unknownProgram_isTold() {
    try (CommandPlatform commands =
        CommandPlatform.builder(directory).restart("no-such-program", "{instance}").build()) {
      assertThat(failed(commands.restart(Calls.restart(ONE, ""), call(1))))
          .isInstanceOf(CommandFailedException.class)
          .hasMessage(
              "the platform does not start \"no-such-program\" for the restart of instance one");
    }
  }

  @Test
  void close_endsWhatIsUnderWay() throws IOException {
    CommandPlatform commands = platform(it -> it, "echo $$ > own; exec sleep 600");
    var answer = commands.restart(Calls.restart(ONE, ""), call(1));
    Calls.await(() -> Files.exists(directory.resolve("own")) && pid("own").isPresent());

    commands.close();

    assertThat(failed(answer)).hasMessageContaining("closed");
    assertThat(pid("own").filter(ProcessIdentity::lives)).isEmpty();
    assertThat(failed(commands.restart(Calls.restart(ONE, ""), call(1))))
        .hasMessageContaining("closed");
  }

  private CommandFailedException fail(String script, Setting... settings) {
    return fail(it -> it, script, settings);
  }

  private CommandFailedException fail(
      UnaryOperator<CommandPlatformBuilder> options, String script, Setting... settings) {
    try (CommandPlatform commands = platform(options, script)) {
      Throwable failure = failed(commands.restart(Calls.restart(ONE, "", settings), call(1)));
      assertThat(failure).isInstanceOf(CommandFailedException.class);
      return (CommandFailedException) failure;
    }
  }

  private CommandPlatform platform(UnaryOperator<CommandPlatformBuilder> options, String script) {
    return options
        .apply(
            CommandPlatform.builder(directory.resolve("state"))
                .restart("sh", "-c", script)
                .workingDirectory(directory))
        .build();
  }

  private java.util.Optional<ProcessHandle> pid(String file) throws IOException {
    String text = Files.readString(directory.resolve(file)).strip();
    return text.isEmpty() ? java.util.Optional.empty() : ProcessHandle.of(Long.parseLong(text));
  }
}
