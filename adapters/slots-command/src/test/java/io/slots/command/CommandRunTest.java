package io.slots.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.process.ProcessIdentity;
import io.slots.local.process.ProcessTree;
import io.slots.local.state.FencingTokens;
import io.slots.local.turn.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a command's mark, and of its failure, when its processes cannot be ended. */
final class CommandRunTest {
  private static final InstanceId ONE = InstanceId.of("one");
  private static final String LEAVES_ONE =
      "sleep 600 > /dev/null 2>&1 & echo $! > left; echo told; exit 7";

  private final Path directory;
  private final Marks marks;
  private final Handover handover;
  private final FencingTokens tokens;

  CommandRunTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    marks = new Marks(directory.resolve("commands"));
    handover =
        new Handover(SettingsHandover.JSON_FILE, new SettingsFiles(directory.resolve("settings")));
    tokens = FencingTokens.in(directory.resolve("tokens"));
  }

  @AfterEach
  void endWhatIsLeft() {
    tokens.close();
    left().filter(Scripts::isOurs).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void processesThatCannotBeEnded_keepTheMark_untilTheNextCallHasEndedThem() {
    CommandFailedException failure =
        fail(run((tree, firmly) -> false), "sh", "-c", LEAVES_ONE, "{settings}");

    assertThat(failure)
        .hasMessageContaining(
            "for the restart of instance one ended with status 7; and processes of it are killed"
                + " but still there: [pid "
                + left().orElseThrow().pid()
                + "]")
        .hasMessageEndingWith("told");
    assertThat(failure.exitStatus()).hasValue(7);
    assertThat(marks.of(ONE)).hasSize(1);
    assertThat(directory.resolve("settings")).as("what it was handed").isEmptyDirectory();

    CommandFailedException next = fail(run((tree, firmly) -> false), "true");
    assertThat(next).hasMessageContaining("waits for the end of an earlier command");
    assertThat(marks.of(ONE)).as("nothing was started, nothing forgotten").hasSize(1);

    Output unused = run(ProcessTree::end).run(task("true"), turn());
    assertThat(left().filter(ProcessIdentity::lives)).isEmpty();
    assertThat(marks.of(ONE)).isEmpty();
  }

  @Test
  void lateCommandThatCannotBeEnded_isToldWithBoth() {
    CommandFailedException failure =
        fail(run((tree, firmly) -> false), "sh", "-c", "echo $$ > left; exec sleep 600");

    assertThat(failure)
        .hasMessageContaining("was ended, for it took more than PT1S; and processes of it are")
        .hasMessageContaining("[pid " + left().orElseThrow().pid() + "]");
    assertThat(failure.exitStatus()).isEmpty();
    assertThat(marks.of(ONE)).hasSize(1);
  }

  @Test
  void settingsThatCannotBeTakenBack_doNotHideTheFailure() {
    String script = "rm \"$1\" && mkdir -p \"$1/inside\"; exit 7";

    CommandFailedException failure =
        fail(run(ProcessTree::end), "sh", "-c", script, "sh", "{settings}");

    assertThat(failure.exitStatus()).hasValue(7);
    assertThat(failure.getSuppressed())
        .isNotEmpty()
        .allSatisfy(second -> assertThat(second).isInstanceOf(StateDirectoryException.class));
    assertThat(marks.of(ONE)).as("they are still to be taken back").hasSize(1);
  }

  @Test
  void interruptedThread_endsItsCommand_andStaysInterrupted() {
    CommandRun run = run(ProcessTree::end, Duration.ofSeconds(30));
    Turn<String> turn = turn();

    Thread caller = Thread.currentThread();
    Thread interrupting =
        new Thread(
            () -> {
              Calls.await(() -> left().isPresent());
              caller.interrupt();
            });
    interrupting.start();
    CommandFailedException failure =
        catchThrowableOfType(
            CommandFailedException.class,
            () -> run.run(task("sh", "-c", "echo $$ > left; exec sleep 600"), turn));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).hasMessageContaining("was ended, for its thread was interrupted");
    assertThat(left().filter(ProcessIdentity::lives)).isEmpty();
    assertThat(marks.of(ONE)).isEmpty();
  }

  private static CommandFailedException fail(CommandRun run, String... words) {
    return catchThrowableOfType(CommandFailedException.class, () -> run.run(task(words), turn()));
  }

  private CommandRun run(Ending.Way way) {
    return run(way, Duration.ofSeconds(1));
  }

  private CommandRun run(Ending.Way way, Duration timeout) {
    return new CommandRun(
        tokens,
        marks,
        handover,
        new Ending(Duration.ofMillis(50), Duration.ofMillis(50), way),
        new CommandRun.Options(
            directory, ImmutableMap.of("PATH", System.getenv("PATH")), timeout, 1000));
  }

  private static Task task(String... words) {
    return new Task(
        Task.Kind.RESTART,
        Calls.SHOP,
        ONE,
        ImmutableList.copyOf(words),
        ImmutableMap.of(
            Variables.APP, "shop",
            Variables.SLOT, "production",
            Variables.CONTENT_ID, "v1",
            Variables.CONTENT_VERSION, "v1",
            Variables.CONTENT_LOCATION, "x"),
        ImmutableMap.of("KEY", "swordfish-7391"),
        Optional.empty(),
        1);
  }

  private static Turn<String> turn() {
    return Turn.lasting("restart");
  }

  private Optional<ProcessHandle> left() {
    return Scripts.lines(directory, "left").stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .findFirst();
  }
}
