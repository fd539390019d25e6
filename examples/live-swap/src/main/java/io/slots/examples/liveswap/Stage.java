package io.slots.examples.liveswap;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.event.SlotsListener;
import io.slots.examples.liveswap.load.Ask;
import io.slots.examples.liveswap.load.Client;
import io.slots.examples.liveswap.load.Reply;
import io.slots.examples.liveswap.service.BundledService;
import io.slots.examples.liveswap.verdict.ProductionTimeline;
import io.slots.examples.liveswap.verdict.WatchedRouter;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.OperationId;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.process.ProcessRuntime;
import io.slots.proxy.EmbeddedProxy;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.util.Timeout;

/**
 * What plays: the engine, child processes as instances, and a proxy before them. This is the wiring
 * that an embedder copies. Thread-safe.
 */
final class Stage implements AutoCloseable {
  static final AppName SHOP = AppName.of("shop");
  static final SlotName STAGING = SlotName.of("staging");

  private final Path directory;
  private final Programs programs;
  private final ProcessRuntime processes;
  private final EmbeddedProxy proxy;
  private final Slots slots;

  private Stage(
      Path directory,
      Programs programs,
      ProcessRuntime processes,
      EmbeddedProxy proxy,
      Slots slots) {
    this.directory = directory;
    this.programs = programs;
    this.processes = processes;
    this.proxy = proxy;
    this.slots = slots;
  }

  /**
   * Sets the stage: an app with production and staging, both still empty.
   *
   * @param directory where the runtime keeps logs and records
   * @param timeline learns to which version production is led
   * @param listeners hear of what happens, in this order
   */
  static Stage set(
      RunOptions options, Path directory, ProductionTimeline timeline, SlotsListener... listeners) {
    Programs programs = new Programs(options);
    ProcessRuntime processes =
        ProcessRuntime.builder()
            .directory(directory)
            .command(programs::commandLine)
            .startDeadline(Duration.ofSeconds(15))
            .build();
    EmbeddedProxy proxy = EmbeddedProxy.builder().port(0).start();
    AtomicInteger operations = new AtomicInteger();
    Slots.Builder builder =
        Slots.builder()
            .name("live-swap")
            .restarter(processes)
            .provisioner(processes)
            .probe(HttpHealthProbe.create())
            .router(new WatchedRouter(proxy, timeline))
            // Short ones, as the instances' names are made of them; unique in this run's store.
            .operationIds(() -> OperationId.of("op" + operations.incrementAndGet()))
            .limits(limits());
    for (SlotsListener listener : listeners) {
      builder.listener(listener);
    }
    Slots slots = builder.build();
    slots.apps().create(App.of(SHOP, Plan.premium(options.instances())));
    slots.slots().create(SHOP, STAGING);
    configure(slots, PRODUCTION, slotSettings("production", "orders"));
    configure(slots, STAGING, slotSettings("staging", "orders-copy"));
    configure(
        slots,
        STAGING,
        SettingsChange.setSticky(Setting.of(BundledService.NEEDED_SETTING, "http://reports.test")));
    return new Stage(directory, programs, processes, proxy, slots);
  }

  private static Limits limits() {
    return Limits.builder()
        .restart(Duration.ofSeconds(20))
        .warmUpRequest(Duration.ofSeconds(10))
        .drain(Duration.ofSeconds(15))
        .retryPause(Duration.ofMillis(100))
        .build();
  }

  /** Slot settings stay with their slot, whatever content comes and goes. */
  private static SettingsChange slotSettings(String environment, String database) {
    return SettingsChange.setSticky(
        Setting.of("ENVIRONMENT", environment),
        Setting.connectionString("DATABASE", ConnectionType.POSTGRESQL, database));
  }

  private static void configure(Slots slots, SlotName slot, SettingsChange change) {
    App unused = slots.slots().configure(SHOP, slot, change);
  }

  /** Starts to deploy {@code version} to {@code slot}. */
  Running deploy(SlotName slot, String version) {
    return slots.slots().deploy(SHOP, slot, programs.content(version));
  }

  /** What a swap of staging into production would do now. */
  SwapPreview preview() {
    return slots.swaps().preview(SwapRequest.of(SHOP, STAGING));
  }

  /** Starts to swap staging into production. */
  Running swap() {
    return slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  /** Where the proxy listens, on loopback. */
  int port() {
    return proxy.port();
  }

  /** The public host name of a slot. */
  String host(SlotName slot) {
    return slots.apps().get(SHOP).host(slot).value();
  }

  /** What the slot answers when it is asked for {@code /}. */
  String greeting(SlotName slot) {
    try (Client client = new Client(port(), host(slot), Timeout.ofSeconds(15))) {
      Reply reply = client.send(new Ask(Ask.Kind.FAST, "/", Duration.ZERO)).reply();
      return reply instanceof Reply.Answered answer
          ? answer.body().lines().findFirst().orElse("")
          : reply.toString();
    }
  }

  /** What the first instance that failed in an operation wrote before it ended, if anything. */
  Optional<String> lastWords(EndedOperation operation) {
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
