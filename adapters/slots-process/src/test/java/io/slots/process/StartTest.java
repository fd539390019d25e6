package io.slots.process;

import static io.slots.process.Calls.call;
import static io.slots.process.Calls.done;
import static io.slots.process.Calls.failed;
import static io.slots.process.Calls.restart;
import static io.slots.process.RuntimeExtension.lives;
import static io.slots.process.RuntimeExtension.pid;
import static io.slots.process.RuntimeExtension.provision;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import com.google.common.net.InetAddresses;
import io.slots.RefusedException;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartTest {
  private static final String SECRET = "s3cr3t-value";

  @RegisterExtension private final RuntimeExtension processes = new RuntimeExtension();

  @Test
  void provision_logThatCannotBeWritten_leavesNothingRunning_andNoRecord() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "needs a device that is always full, as Linux has");
    ProcessRuntime runtime = processes.runtime();
    Files.createSymbolicLink(processes.log("one"), full);
    String script = "sleep 600 & echo $! > left; wait";

    Throwable failure = failed(runtime.provision(Calls.provision("one", script), call(1)));

    assertThat(failure)
        .isInstanceOf(StateDirectoryException.class)
        .hasMessageContaining("cannot write " + processes.log("one"));
    assertThat(processes.record("one")).as("the record of what is gone").doesNotExist();
    Files.delete(processes.log("one"));
    if (Files.exists(processes.work().resolve("left"))) {
      assertThat(lives(processes.number("left"))).isFalse();
    }
  }

  @Test
  void provision_childThatServesHttp_hasSettingsAndIdentityAndNothingElse() throws Exception {
    ProcessRuntime runtime = processes.runtime();

    Instance instance =
        provision(
            runtime,
            "one",
            "exec " + Scripts.java(EnvironmentChild.class),
            Setting.of("Greeting", "grüße"),
            Setting.of("with.dot", "kept"),
            Setting.connectionString("db", ConnectionType.SQL_SERVER, SECRET));

    List<String> environment = get(instance.address()).lines().toList();
    assertThat(environment)
        .contains(
            "Greeting=grüße",
            "SQLCONNSTR_db=" + SECRET,
            "PORT=" + instance.address().getPort(),
            "WEBSITE_SITE_NAME=shop",
            "WEBSITE_SLOT_NAME=Staging",
            "WEBSITE_INSTANCE_ID=one",
            "SLOTS_CONTENT_ID=v1",
            "SLOTS_CONTENT_VERSION=v1");
    assertThat(environment)
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .allMatch(
            name ->
                name.matches(
                    "PATH|HOME|LANG|LC_.*|TZ|TMPDIR|JAVA_HOME|PORT|WEBSITE_.*|SLOTS_.*|Greeting"
                        + "|SQLCONNSTR_db|PWD|SHLVL|OLDPWD|_|LD_LIBRARY_PATH"));
  }

  @Test
  void provision_anyInstance_isListedWithItsAddress() {
    ProcessRuntime runtime = processes.runtime();

    Instance instance = provision(runtime, "one", Scripts.LISTEN);

    assertThat(instance.address().getHost()).isEqualTo("127.0.0.1");
    assertThat(runtime.instance(InstanceId.of("one"))).contains(instance);
    assertThat(runtime.instance(InstanceId.of("two"))).isEmpty();
    assertThat(runtime.running())
        .singleElement()
        .satisfies(
            process -> {
              assertThat(process.instance()).isEqualTo(instance);
              assertThat(process.slot()).isEqualTo(Calls.STAGING);
              assertThat(lives(process.pid())).isTrue();
              assertThat(process.log()).isEqualTo(processes.log("one").toRealPath());
            });
  }

  @Test
  void provision_childEndsAtOnce_failsWithStatusAndLogButNotItsOutput() throws IOException {
    ProcessRuntime runtime = processes.runtime();

    Throwable failure =
        failed(
            runtime.provision(
                Calls.provision("one", "echo $KEY; exit 3", Setting.of("KEY", SECRET)), call(1)));

    assertThat(failure)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("instance one")
        .hasMessageContaining("ended with status 3 before it listened")
        .hasMessageContaining("one.log");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(SECRET);
    assertThat(processes.log("one")).content().contains(SECRET);
    assertThat(processes.record("one")).doesNotExist();
  }

  @Test
  void provision_childNeverListens_failsAtTheDeadlineAndEndsIt() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.startDeadline(Duration.ofMillis(500)));

    Throwable failure =
        failed(runtime.provision(Calls.provision("one", "echo $$ > pid; exec sleep 600"), call(1)));

    assertThat(failure)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("did not listen at port")
        .hasMessageContaining("within PT0.5S");
    assertThat(lives(processes.number("pid"))).isFalse();
    assertThat(runtime.running()).isEmpty();
    assertThat(processes.record("one")).doesNotExist();
  }

  @Test
  void provision_anotherProcessListensAtThePort_failsAndSaysSo() throws IOException {
    ProcessRuntime runtime = processes.runtime();

    CompletionStage<Instance> stage =
        runtime.provision(Calls.provision("one", "echo $PORT > port; exec sleep 600"), call(1));

    try (ServerSocket thief = listenAt((int) processes.number("port"))) {
      assertThat(failed(stage))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("port " + thief.getLocalPort())
          .hasMessageContaining("another process took");
    }
  }

  @Test
  void provision_anyListenerAccepted_isGoodIfAnotherProcessListens() throws IOException {
    ProcessRuntime runtime = processes.runtime(ProcessRuntimeBuilder::acceptAnyListener);

    CompletionStage<Instance> stage =
        runtime.provision(Calls.provision("one", "echo $PORT > port; exec sleep 600"), call(1));

    try (ServerSocket proxy = listenAt((int) processes.number("port"))) {
      assertThat(done(stage).address().getPort()).isEqualTo(proxy.getLocalPort());
    }
  }

  @Test
  void restart_programIsNotThere_namesItAndLeavesTheInstanceRunning() {
    ProcessRuntime runtime =
        processes.runtime(
            builder ->
                builder.command(
                    content ->
                        content.location().isEmpty()
                            ? List.of("no-such-program", SECRET)
                            : Scripts.SHELL.of(content)));
    Instance instance = provision(runtime, "one", Scripts.LISTEN);
    long before = pid(runtime, "one");

    Throwable failure = failed(runtime.restart(restart(instance, ""), call(1)));

    assertThat(failure)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("no program \"no-such-program\" in the PATH");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(SECRET);
    assertThat(pid(runtime, "one")).isEqualTo(before);
  }

  @Test
  void provision_programThatThePlatformCannotRun_failsAndLeavesNoRecord() throws IOException {
    assertThat(
            Files.writeString(processes.work().resolve("broken"), "#!/no/such/interpreter\n")
                .toFile()
                .setExecutable(true))
        .isTrue();
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.command(CommandLine.always("./broken", SECRET)));

    Throwable failure = failed(runtime.provision(Calls.provision("one", ""), call(1)));

    assertThat(failure)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("does not start \"./broken\"");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(SECRET);
    assertThat(processes.record("one")).doesNotExist();
  }

  @Test
  void provision_workingDirectoryIsNotThere_isSaid() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.workingDirectory(processes.work().resolve("gone")));

    assertThat(failed(runtime.provision(Calls.provision("one", "exit 0"), call(1))))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("working directory");
  }

  @Test
  void provision_commandLineWithoutProgram_isRefused() {
    ProcessRuntime runtime = processes.runtime(builder -> builder.command(content -> List.of()));

    assertThat(failed(runtime.provision(Calls.provision("one", ""), call(1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("names no program");
  }

  @Test
  void provision_commandLineWithNul_isRefusedWithoutShowingIt() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.command(CommandLine.always("sh", SECRET + "\0")));

    assertThat(failed(runtime.provision(Calls.provision("one", ""), call(1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("NUL")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void provision_commandLineThrows_failsTheStage() {
    ProcessRuntime runtime =
        processes.runtime(
            builder ->
                builder.command(
                    content -> {
                      throw new IllegalStateException("no such jar");
                    }));

    assertThat(failed(runtime.provision(Calls.provision("one", ""), call(1))))
        .hasMessage("no such jar");
  }

  @Test
  @DisplayName("S3.7 a setting that cannot be set is refused, unseen, before anything is stopped")
  void restart_valueWithNul_isRefusedAndLeavesTheInstanceRunning() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, "one", Scripts.LISTEN);
    long before = pid(runtime, "one");

    Throwable failure =
        failed(
            runtime.restart(
                restart(instance, Scripts.LISTEN, Setting.of("KEY", SECRET + "\0")), call(1)));

    assertThat(failure).isInstanceOf(RefusedException.class).hasMessageContaining("KEY");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(SECRET);
    assertThat(pid(runtime, "one")).isEqualTo(before);
  }

  @Test
  @DisplayName("S3.7 no file of the runtime's own holds the value of a setting or an argument")
  void provision_secretSetting_isInNoRecordAndNoHeader() throws IOException {
    ProcessRuntime runtime =
        processes.runtime(
            builder ->
                builder
                    .command(content -> List.of("/bin/sh", "-c", content.location(), "sh", SECRET))
                    .clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC)));

    Instance instance = provision(runtime, "one", Scripts.LISTEN, Setting.of("KEY", SECRET));
    long first = pid(runtime, "one");
    done(runtime.restart(restart(instance, Scripts.LISTEN, Setting.of("KEY", SECRET)), call(1)));
    long second = pid(runtime, "one");

    assertThat(processes.log("one"))
        .content()
        .contains(
            "--- 2026-01-02T03:04:05Z started instance one of shop as Staging, content v1 version"
                + " v1, pid "
                + first)
        .contains("as production, content v1 version v1, pid " + second)
        .containsSubsequence("listening", "---", "listening");
    assertThat(processes.record("one")).content().contains("pid=" + second);
    assertThat(processes.everythingWritten()).doesNotContain(SECRET);
  }

  @Test
  void build_newDirectory_isForItsOwnerOnly() throws IOException {
    processes.runtime();

    assertThat(Files.getPosixFilePermissions(processes.state()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void close_executorsOfTheEmbedder_areUsedAndLeftOpen() {
    ExecutorService executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "mine"));
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    try {
      ProcessRuntime runtime =
          processes.runtime(builder -> builder.executor(executor).scheduler(scheduler));
      String thread =
          done(
              runtime
                  .provision(Calls.provision("one", "echo $$ > pid; " + Scripts.LISTEN), call(1))
                  .thenApply(instance -> Thread.currentThread().getName()));

      runtime.close();

      assertThat(lives(processes.number("pid"))).isFalse();
      assertThat(thread).startsWith("mine");
      assertThat(executor.isShutdown()).isFalse();
      assertThat(scheduler.isShutdown()).isFalse();
    } finally {
      executor.shutdownNow();
      scheduler.shutdownNow();
    }
  }

  private static String get(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(UTF_8))
        .body();
  }

  private static ServerSocket listenAt(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddresses.forString("127.0.0.1"), port));
    return socket;
  }
}
