package io.slots.examples.stage;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.event.SlotsListener;
import io.slots.examples.stage.load.Ask;
import io.slots.examples.stage.load.Client;
import io.slots.examples.stage.load.Reply;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.WatchedRouter;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.process.CommandLine;
import io.slots.process.ProcessRuntime;
import io.slots.process.RunningProcess;
import io.slots.proxy.EmbeddedProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.hc.core5.util.Timeout;

/**
 * What plays: the engine, child processes as instances, and a proxy before them. This is the wiring
 * that an embedder copies. Thread-safe.
 */
public final class Stage implements AutoCloseable {
  /** The app that is played. */
  public static final AppName SHOP = AppName.of("shop");

  /** Its slot beside production. */
  public static final SlotName STAGING = SlotName.of("staging");

  /** The limits of the operations that bring none of their own. */
  public static final Limits LIMITS =
      Limits.builder()
          .restart(Duration.ofSeconds(20))
          .warmUpRequest(Duration.ofSeconds(10))
          .drain(Duration.ofSeconds(15))
          .retryPause(Duration.ofMillis(100))
          .build();

  private static final Timeout NO_ANSWER = Timeout.ofSeconds(15);

  private final Path directory;
  private final ProcessRuntime processes;
  private final EmbeddedProxy proxy;
  private final Slots slots;

  private Stage(Path directory, ProcessRuntime processes, EmbeddedProxy proxy, Slots slots) {
    this.directory = directory;
    this.processes = processes;
    this.proxy = proxy;
    this.slots = slots;
  }

  /**
   * Sets the stage, on which there is no app yet.
   *
   * @param name what the engine is called
   * @param directory where the runtime keeps logs and records
   * @param programs which command runs which content
   * @param timeline learns to which version production is led
   * @param listeners hear of what happens, in this order
   */
  public static Stage set(
      String name,
      Path directory,
      CommandLine programs,
      ProductionTimeline timeline,
      SlotsListener... listeners) {
    ProcessRuntime processes =
        ProcessRuntime.builder()
            .directory(directory)
            .command(programs)
            .startDeadline(Duration.ofSeconds(15))
            .build();
    EmbeddedProxy proxy = EmbeddedProxy.builder().port(0).start();
    AtomicInteger operations = new AtomicInteger();
    Slots.Builder builder =
        Slots.builder()
            .name(name)
            .restarter(processes)
            .provisioner(processes)
            .probe(HttpHealthProbe.create())
            .router(new WatchedRouter(proxy, timeline))
            // Short ones, as the instances' names are made of them; unique in this run's store.
            .operationIds(() -> OperationId.of("op" + operations.incrementAndGet()))
            .limits(LIMITS);
    for (SlotsListener listener : listeners) {
      builder.listener(listener);
    }
    return new Stage(directory, processes, proxy, builder.build());
  }

  /** The engine. */
  public Slots slots() {
    return slots;
  }

  /** Where the proxy listens, on loopback. */
  public int port() {
    return proxy.port();
  }

  /** The public host name of a slot. */
  public String host(SlotName slot) {
    return slots.apps().get(SHOP).host(slot).value();
  }

  /** What the slot answers when it is asked for {@code /}. */
  public String greeting(SlotName slot) {
    try (Client client = new Client(port(), host(slot), NO_ANSWER)) {
      Reply reply = client.send(new Ask(Ask.Kind.FAST, "/", Duration.ZERO)).reply();
      return reply instanceof Reply.Answered answer
          ? answer.body().lines().findFirst().orElse("")
          : reply.toString();
    }
  }

  /** The numbers of the processes that run, by instance. */
  public Map<InstanceId, Long> pids() {
    return processes.running().stream()
        .collect(
            Collectors.toMap(
                it -> it.instance().id(), RunningProcess::pid, (one, other) -> one, TreeMap::new));
  }

  /** What the first instance that failed in an operation wrote before it ended, if anything. */
  public Optional<String> lastWords(EndedOperation operation) {
    // Of a swap, the target: as its instances the source's are restarted.
    SlotName slot = operation.slots().get(operation.slots().size() - 1);
    return operation.attempts().stream()
        .filter(attempt -> !attempt.ok())
        .map(attempt -> directory.resolve("logs").resolve(attempt.instance() + ".log"))
        .flatMap(file -> new LogFile(file).lastWords(slot.spelling()).stream())
        .findFirst();
  }

  /** Ends the engine, then all processes, then the proxy. */
  @Override
  public void close() {
    try (proxy;
        processes) {
      slots.close();
    }
  }
}
