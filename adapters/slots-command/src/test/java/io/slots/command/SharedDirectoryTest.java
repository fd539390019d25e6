package io.slots.command;

import static io.slots.command.Calls.await;
import static io.slots.command.Calls.call;
import static io.slots.command.Calls.done;
import static io.slots.command.Calls.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.RefusedException;
import io.slots.app.Instance;
import io.slots.local.process.Proc;
import io.slots.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several platforms, of several processes, one after another or at once. */
final class SharedDirectoryTest {
  private static final Instance ONE = Instance.of("one", "http://127.0.0.1:8080");
  private static final String HANG = "echo $$ > hanging; exec sleep 600";

  private final Path directory;

  SharedDirectoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void tokenThatOneSaw_bindsTheOthers_andOutlivesThem() {
    try (CommandPlatform one = platform("true");
        CommandPlatform two = platform("true")) {
      done(one.fence(Calls.SHOP, call(7)).thenApply(fenced -> true));

      assertThat(failed(two.restart(Calls.restart(ONE, ""), call(6))))
          .isInstanceOf(RefusedException.class);
      done(two.restart(Calls.restart(ONE, ""), call(8)));
    }
    try (CommandPlatform next = platform("true")) {
      assertThat(failed(next.restart(Calls.restart(ONE, ""), call(7))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("fencing token 7 for app shop when 8 was seen");
    }
  }

  @Test
  void commandThatAnotherPlatformRuns_isEndedByAHigherToken() {
    try (CommandPlatform late = platform(HANG);
        CommandPlatform now = platform("true")) {
      CompletionStage<Instance> hanging = late.restart(Calls.restart(ONE, ""), call(1));
      await(() -> pid().isPresent());
      ProcessHandle command = pid().orElseThrow();

      done(now.restart(Calls.restart(ONE, ""), call(2)));

      assertThat(ProcessIdentity.lives(command)).isFalse();
      assertThat(failed(hanging)).isInstanceOf(CommandFailedException.class);
    }
  }

  @Test
  void commandOfAKilledOrchestrator_isEndedByTheNextCall() throws Exception {
    Process orchestrator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", "")),
                Orchestrator.class.getName(),
                directory.toString(),
                HANG)
            .inheritIO()
            .start();
    ProcessHandle command;
    try {
      await(() -> pid().isPresent());
      command = pid().orElseThrow();
    } finally {
      orchestrator.destroyForcibly().waitFor();
    }
    assertThat(ProcessIdentity.lives(command))
        .as("a command goes on when its orchestrator is killed")
        .isTrue();

    try (CommandPlatform next = platform("true")) {
      done(next.restart(Calls.restart(ONE, ""), call(1)));
    }

    assertThat(ProcessIdentity.lives(command)).isFalse();
    assertThat(directory.resolve("state/commands")).isEmptyDirectory();
  }

  @Test
  void settingsThatACrashLeft_areClearedAway_whenAPlatformBegins() throws IOException {
    try (CommandPlatform now = jsonPlatform("true")) {
      done(now.restart(Calls.restart(ONE, ""), call(1)));
    }
    Path settings = directory.resolve("state/settings");
    Path gone = directory.resolve("state/commands/one~gone");
    Files.writeString(gone, Proc.pidNamespace().orElseThrow());
    Files.writeString(settings.resolve(".one.env.tmp"), "KEY=\"swordf");
    Files.writeString(settings.resolve("one~gone.json"), "{}");
    Files.writeString(settings.resolve("one~never.json"), "{}");
    Files.writeString(settings.resolve("one.env"), "KEY=\"swordfish\"\n");
    Path elsewhere = directory.resolve("state/commands/two~elsewhere");
    Files.writeString(elsewhere, "pid:[1]");
    Files.writeString(settings.resolve("two~elsewhere.json"), "{}");

    platform("true").close();

    assertThat(settings.toFile().list())
        .as("what is whole, and what another container's command may still read")
        .containsExactlyInAnyOrder("one.env", "two~elsewhere.json");
    assertThat(gone).doesNotExist();
    assertThat(elsewhere).exists();
  }

  @Test
  void settingsOfACommandUnderWay_stay_whenAnotherPlatformBegins() {
    try (CommandPlatform one = jsonPlatform(HANG)) {
      CompletionStage<Instance> hanging = one.restart(Calls.restart(ONE, ""), call(1));
      await(() -> pid().isPresent());

      platform("true").close();

      assertThat(directory.resolve("state/settings").toFile().list()).hasSize(1);
      assertThat(directory.resolve("state/commands").toFile().list()).hasSize(1);
      assertThat(hanging.toCompletableFuture()).isNotDone();
    }
    assertThat(directory.resolve("state/settings")).isEmptyDirectory();
  }

  @Test
  void noMoreCommandsAtOnceThanAllowed() throws IOException {
    String counting =
        "mkdir $SLOTS_INSTANCE && ls -d one-* | wc -l >> counts; sleep 0.1; rmdir $SLOTS_INSTANCE";
    try (CommandPlatform commands =
        CommandPlatform.builder(directory.resolve("state"))
            .restart("sh", "-c", counting)
            .workingDirectory(directory)
            .concurrency(2)
            .build()) {
      List<CompletionStage<Instance>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> Instance.of("one-" + i, "http://127.0.0.1:8080"))
              .map(instance -> commands.restart(Calls.restart(instance, ""), call(1)))
              .toList();
      all.forEach(Calls::done);
    }

    assertThat(Files.readAllLines(directory.resolve("counts")))
        .hasSize(8)
        .allSatisfy(count -> assertThat(count.strip()).isIn("1", "2"));
  }

  /** Runs a command that hangs, until it is killed. */
  static final class Orchestrator {
    private Orchestrator() {}

    public static void main(String[] args) {
      CommandPlatform commands = platform(Path.of(args[0]), args[1]);
      Instance unused =
          commands.restart(Calls.restart(ONE, ""), call(1)).toCompletableFuture().join();
    }
  }

  private CommandPlatform platform(String script) {
    return platform(directory, script);
  }

  private CommandPlatform jsonPlatform(String script) {
    return CommandPlatform.builder(directory.resolve("state"))
        .restart("sh", "-c", script, "{settings}")
        .workingDirectory(directory)
        .settings(SettingsHandover.JSON_FILE)
        .build();
  }

  private static CommandPlatform platform(Path directory, String script) {
    return CommandPlatform.builder(directory.resolve("state"))
        .restart("sh", "-c", script)
        .workingDirectory(directory)
        .build();
  }

  private Optional<ProcessHandle> pid() {
    return Scripts.lines(directory, "hanging").stream()
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
        .findFirst();
  }
}
