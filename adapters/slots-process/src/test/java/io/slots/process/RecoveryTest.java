package io.slots.process;

import static io.slots.process.Calls.PATIENCE;
import static io.slots.process.Calls.call;
import static io.slots.process.Calls.done;
import static io.slots.process.Calls.failed;
import static io.slots.process.Calls.restart;
import static io.slots.process.RuntimeExtension.decommission;
import static io.slots.process.RuntimeExtension.lives;
import static io.slots.process.RuntimeExtension.pid;
import static io.slots.process.RuntimeExtension.provision;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.net.InetAddresses;
import io.slots.RefusedException;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.SupersededException;
import io.slots.local.process.ProcessIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecoveryTest {
  private static final String ONE = "one";

  @RegisterExtension private final RuntimeExtension processes = new RuntimeExtension();

  private Optional<Process> process = Optional.empty();

  @AfterEach
  void endProcess() {
    process.ifPresent(Process::destroyForcibly);
  }

  @Test
  @DisplayName("S9.3 what a killed orchestrator left running is ended by its successor")
  void build_orchestratorKilled_endsItsOrphans() throws Exception {
    long orphan = orphanOfAKilledOrchestrator("sleep 600 & echo $! > grandchild; ");
    long grandchild = processes.number("grandchild");
    assertThat(lives(orphan)).isTrue();

    ProcessRuntime runtime = processes.runtime();

    assertThat(lives(orphan)).isFalse();
    assertThat(lives(grandchild)).isFalse();
    assertThat(runtime.running()).isEmpty();
    assertThat(processes.record(ONE)).doesNotExist();
  }

  @Test
  @DisplayName("S9.3 what a killed orchestrator left running is adopted, with its fencing token")
  void build_orchestratorKilled_adoptsItsOrphans() throws Exception {
    long orphan = orphanOfAKilledOrchestrator("");

    ProcessRuntime runtime = processes.runtime(builder -> builder.orphans(OrphanPolicy.ADOPT));

    assertThat(pid(runtime, ONE)).isEqualTo(orphan);
    Instance instance = runtime.instance(InstanceId.of(ONE)).orElseThrow();
    assertThat(failed(runtime.restart(restart(instance, Scripts.LISTEN), call(6))))
        .isInstanceOf(RefusedException.class);
    assertThat(done(runtime.restart(restart(instance, Scripts.LISTEN), call(7))))
        .isEqualTo(instance);
    assertThat(lives(orphan)).isFalse();
  }

  @Test
  @DisplayName("S9.4 the next runtime knows the tokens of take-overs, also of apps without process")
  void build_tokensOfTakeOvers_areKnown() {
    ProcessRuntime first = processes.runtime();
    done(first.fence(Calls.SHOP, call(7)));
    done(first.fence(Calls.SHOP, call(8)));
    first.close();

    ProcessRuntime second = processes.runtime();

    assertThat(failed(second.provision(Calls.provision(ONE, Scripts.LISTEN), call(7))))
        .isInstanceOf(RefusedException.class);
    done(second.provision(Calls.provision(ONE, Scripts.LISTEN), call(8)));
  }

  @Test
  @DisplayName("S9.6 a damaged token is reported, never taken for another")
  void build_damagedToken_isReported() throws IOException {
    ProcessRuntime first = processes.runtime();
    done(first.fence(Calls.SHOP, call(17)));
    first.close();
    Path file = processes.state().resolve("tokens").resolve("shop");
    Files.writeString(file, Files.readString(file).replace(" 17 ", " 11 "));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(processes::runtime)
        .withMessageContaining("tokens/shop is damaged: its checksum");
  }

  @Test
  void closeOnShutdown_orchestratorAskedToEnd_leavesNothing() throws Exception {
    Process orchestrator = orchestrator("");
    long child = pidInRecord();

    orchestrator.destroy();

    assertThat(orchestrator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(lives(child)).isFalse();
    assertThat(processes.record(ONE)).doesNotExist();
  }

  @Test
  void build_directoryHeldByAnotherProcess_saysByWhich() throws Exception {
    Process orchestrator = orchestrator("");

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(processes::runtime)
        .withMessageContaining("is in use by process " + orchestrator.pid());
    assertThat(lives(pidInRecord())).isTrue();
    orchestrator.destroy();
    assertThat(orchestrator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void build_directoryHeldByThisProcess_isRefusedAndStaysHeld() throws Exception {
    ProcessRuntime runtime = processes.runtime();

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(processes::runtime)
        .withMessageContaining("another part of this very process");

    Process intruder = start(Scripts.LISTEN);
    assertThat(intruder.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(new String(intruder.getInputStream().readAllBytes(), UTF_8))
        .contains("is in use by process " + ProcessHandle.current().pid());
    runtime.close();
    assertThat(processes.runtime().running()).isEmpty();
  }

  @Test
  void detach_runningInstances_areAdoptedByTheNextRuntime() {
    ProcessRuntime first = processes.runtime();
    Instance instance = provision(first, ONE, Scripts.LISTEN);
    long pid = pid(first, ONE);
    var starting =
        first.provision(Calls.provision("two", "echo $$ > pid; exec sleep 600"), call(1));
    long unconfirmed = processes.number("pid");

    first.detach();

    assertThat(lives(pid)).isTrue();
    assertThat(lives(unconfirmed)).isFalse();
    assertThat(failed(starting)).isInstanceOf(SupersededException.class);
    ProcessRuntime second = processes.runtime(builder -> builder.orphans(OrphanPolicy.ADOPT));
    assertThat(second.instance(InstanceId.of(ONE))).contains(instance);
    done(decommission(second, instance));
    assertThat(lives(pid)).isFalse();
  }

  @Test
  void running_adoptedChildDied_isNotListedAndLeavesNoRecord() {
    ProcessRuntime first = processes.runtime();
    provision(first, ONE, Scripts.LISTEN);
    long pid = pid(first, ONE);
    first.detach();
    ProcessRuntime second = processes.runtime(builder -> builder.orphans(OrphanPolicy.ADOPT));

    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

    await().atMost(PATIENCE).until(() -> second.running().isEmpty());
    await().atMost(PATIENCE).until(() -> !Files.exists(processes.record(ONE)));
  }

  @Test
  void build_orphanThatDoesNotListen_isEndedRatherThanAdopted() throws IOException {
    Process orphan = sleeper(Map.of());
    write(record("unknown").startedAs(ProcessIdentity.of(orphan.toHandle()).orElseThrow()));

    ProcessRuntime runtime = processes.runtime(builder -> builder.orphans(OrphanPolicy.ADOPT));

    assertThat(runtime.running()).isEmpty();
    assertThat(lives(orphan.pid())).isFalse();
  }

  @Test
  void build_orphanThatListensSoon_isAdopted() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddresses.forString("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "sleep 0.5; " + Scripts.LISTEN);
    builder.environment().put("PORT", Integer.toString(port));
    Process orphan = builder.start();
    process = Optional.of(orphan);
    write(record("unknown", port).startedAs(ProcessIdentity.of(orphan.toHandle()).orElseThrow()));

    ProcessRuntime runtime = processes.runtime(options -> options.orphans(OrphanPolicy.ADOPT));

    assertThat(pid(runtime, ONE)).isEqualTo(orphan.pid());
  }

  @Test
  void build_numberThatPassedToAnotherProcess_isLeftAlone() throws IOException {
    Process stranger = sleeper(Map.of());
    ProcessIdentity identity = ProcessIdentity.of(stranger.toHandle()).orElseThrow();
    write(
        record("unknown")
            .startedAs(new ProcessIdentity(identity.pid(), identity.startTime() + "0")));

    processes.runtime();

    assertThat(lives(stranger.pid())).isTrue();
    assertThat(processes.record(ONE)).doesNotExist();
  }

  @Test
  void build_crashBetweenStartAndRecord_findsTheProcessByItsStartId() throws IOException {
    Process started = sleeper(Map.of(Environment.START_ID, "0-1-2-3"));
    Process other = sleeper(Map.of(Environment.START_ID, "0-1-2-34"));
    write(record("0-1-2-3"));

    try {
      processes.runtime();

      assertThat(lives(started.pid())).isFalse();
      assertThat(lives(other.pid())).isTrue();
    } finally {
      Process unused = started.destroyForcibly();
    }
  }

  @Test
  @DisplayName("S9.6 a torn record is reported, and nothing is ended because of it")
  void build_tornRecord_isReportedAndTouchesNothing() throws IOException {
    Process orphan = sleeper(Map.of());
    ProcessRecord whole =
        record("unknown").startedAs(ProcessIdentity.of(orphan.toHandle()).orElseThrow());
    write(whole);
    String text = whole.toText();
    Path torn = processes.record("two");
    Files.writeString(torn, text.substring(0, text.length() / 2));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(processes::runtime)
        .withMessageContaining("two.properties is damaged")
        .withMessageContaining("Nothing was ended");
    assertThat(lives(orphan.pid())).isTrue();
    assertThat(torn).exists();
    assertThat(processes.record(ONE)).exists();

    Files.delete(torn);
    processes.runtime();
    assertThat(lives(orphan.pid())).isFalse();
  }

  @Test
  void build_recordUnderAnotherName_isReported() throws IOException {
    write(record("unknown"));
    Files.move(processes.record(ONE), processes.record("two"));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(processes::runtime)
        .withMessageContaining("it tells of instance one");
  }

  @Test
  void build_unfinishedWrite_countsAsNotDone() throws IOException {
    write(record("unknown"));
    Path unfinished = processes.record(ONE).resolveSibling(".two.properties.tmp");
    Files.writeString(unfinished, "half");

    assertThat(processes.runtime().running()).isEmpty();

    assertThat(unfinished).doesNotExist();
  }

  @Test
  void build_missingOption_isSaid() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ProcessRuntime.builder().command(Scripts.SHELL).build())
        .withMessageContaining("directory");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ProcessRuntime.builder().directory(processes.state()).build())
        .withMessageContaining("command");
  }

  private long orphanOfAKilledOrchestrator(String before) throws Exception {
    Process orchestrator = orchestrator(before);
    Process unused = orchestrator.destroyForcibly();
    assertThat(orchestrator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return pidInRecord();
  }

  /** Starts an orchestrator that has one instance, and waits until that runs. */
  private Process orchestrator(String before) throws IOException {
    Process orchestrator = start(before + Scripts.LISTEN);
    assertThat(orchestrator.inputReader().readLine()).isEqualTo("ready");
    return orchestrator;
  }

  private Process start(String script) throws IOException {
    String command =
        "exec " + Scripts.java(Orchestrator.class, processes.state().toString(), script);
    Process started =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(processes.work().toFile())
            .redirectErrorStream(true)
            .start();
    process = Optional.of(started);
    return started;
  }

  private Process sleeper(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().putAll(environment);
    Process sleeper = builder.start();
    process = Optional.of(sleeper);
    return sleeper;
  }

  private long pidInRecord() throws IOException {
    return ProcessRecord.parse(Files.readString(processes.record(ONE)))
        .process()
        .orElseThrow()
        .pid();
  }

  private void write(ProcessRecord record) throws IOException {
    Files.createDirectories(processes.state().resolve("processes"));
    Files.writeString(processes.record(ONE), record.toText());
  }

  private static ProcessRecord record(String startId) {
    return record(startId, 1);
  }

  private static ProcessRecord record(String startId, int port) {
    return new ProcessRecord(
        Calls.SHOP,
        Calls.STAGING,
        InstanceId.of(ONE),
        ContentId.of("v1"),
        "v1",
        port,
        startId,
        1,
        Optional.empty());
  }
}
