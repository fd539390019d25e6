package io.slots.examples.haproxyswap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.OperationId;
import io.slots.SlotsException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Plan;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.examples.stage.Glyphs;
import io.slots.examples.stage.Interrupt;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.load.Load;
import io.slots.examples.stage.load.Workload;
import io.slots.examples.stage.service.BundledService;
import io.slots.examples.stage.verdict.Judge;
import io.slots.examples.stage.verdict.PhaseLog;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.Report;
import io.slots.examples.stage.verdict.Versions;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** One run, from the start of everything to the last word. */
final class Scenario {
  /** The exit status where there is no HAProxy. */
  static final int NO_HAPROXY = 3;

  private final RunOptions options;
  private final Narrator narrator;
  private final ProductionTimeline timeline = new ProductionTimeline();
  private final List<EndedOperation> reports = new ArrayList<>();
  private final AtomicInteger operations = new AtomicInteger();
  private volatile @Nullable Orchestrator orchestrator;

  Scenario(RunOptions options, PrintStream out, Glyphs glyphs) {
    this.options = options;
    this.narrator = new Narrator(out, glyphs);
  }

  /** Runs, leaves no process behind, and returns the exit status. */
  int run() {
    if (options.haproxy().isEmpty()) {
      narrator.say(
          "There is no haproxy on the PATH, in /usr/sbin or in /usr/local/sbin. Install it, 2.6 or"
              + " later (apt-get install haproxy, dnf install haproxy, brew install haproxy), or"
              + " say where it is: --haproxy FILE");
      return NO_HAPROXY;
    }
    return run(options.haproxy().get());
  }

  private int run(Path program) {
    try (Platform platform = Platform.start(program, options.directory())) {
      Interrupt interrupt = Interrupt.on(() -> interrupt(platform));
      try {
        return run(platform);
      } finally {
        interrupt.cancel();
      }
    } catch (SlotsException | IOException e) {
      narrator.say("The run cannot go on: " + e.getMessage());
      return ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    }
  }

  private void interrupt(Platform platform) {
    narrator.last("\nInterrupted: engine, instances, HAProxy and PostgreSQL are being ended.");
    Orchestrator present = orchestrator;
    if (present != null) {
      present.close();
    }
    platform.close();
  }

  private int run(Platform platform) throws InterruptedException, IOException {
    narrator.say("Traffic goes through " + platform.haproxy());
    narrator.say("State is kept by PostgreSQL, 127.0.0.1:" + platform.postgresql().port());
    boolean asPlanned;
    Load load;
    PhaseLog phases;
    OperationId swap;
    try (Orchestrator orchestrator = orchestrator(platform)) {
      Slots slots = orchestrator.slots();
      narrator.title("Deploy", "v1 to production, v2 to staging.");
      open(slots);
      asPlanned =
          done(slots.slots().deploy(SHOP, PRODUCTION, content("v1")))
              && done(slots.slots().deploy(SHOP, STAGING, content("v2")));
      if (!asPlanned) {
        return ExitCode.SOFTWARE;
      }
      reports.clear(); // Of what comes now, requests have something to endure.
      Workload workload = Workload.bundled(options.connections(), options.seed());
      narrator.title("Load", workload.describe() + "; they ask production from here to the end.");
      phases = new PhaseLog("before swap", System.nanoTime());
      String host = slots.apps().get(SHOP).host(PRODUCTION).value();
      load = Load.start(platform.haproxy().port(), host, workload, Duration.ofMillis(10));
      hold();
      narrator.title("Swap", "v2 goes live; its instances are prepared first.");
      phases.operation("swap", System.nanoTime());
      Running swapping = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
      swap = swapping.id();
      asPlanned = done(swapping);
    }
    try (load) {
      return goOn(platform, load, phases, swap, asPlanned);
    }
  }

  private int goOn(Platform platform, Load load, PhaseLog phases, OperationId swap, boolean swapped)
      throws InterruptedException, IOException {
    narrator.title("Another orchestrator", "it finds everything in PostgreSQL and in HAProxy.");
    phases.quiet("no orchestrator", System.nanoTime());
    hold();
    try (Orchestrator orchestrator = orchestrator(platform)) {
      EndedOperation last = orchestrator.slots().operations().history(SHOP, 1).get(0);
      narrator.say("Its history says: " + last.description() + ": " + last.ending());
      narrator.title("Rollback", "of that swap, by its id, while HAProxy is reloaded.");
      phases.operation("rollback", System.nanoTime());
      Running rollback = orchestrator.slots().swaps().rollback(SHOP, swap);
      platform.haproxy().reload();
      boolean asPlanned = done(rollback) && swapped;
      phases.quiet("after rollback", System.nanoTime());
      hold();
      Report report =
          new Report(
              phases.end(System.nanoTime()),
              new Judge(timeline, Versions.none()).judge(load.finish()),
              reports);
      narrator.say("\n" + report.text());
      narrator.say(report.verdict());
      return asPlanned && report.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private Orchestrator orchestrator(Platform platform) {
    Orchestrator built =
        Orchestrator.build(
            platform.postgresql().database(),
            platform.haproxy(),
            platform.processes(),
            timeline,
            () -> OperationId.of("op" + operations.incrementAndGet()));
    orchestrator = built;
    return built;
  }

  private void open(Slots slots) {
    slots.apps().create(App.of(SHOP, Plan.premium(options.instances())));
    slots.slots().create(SHOP, STAGING);
    // Slot settings: they stay with their slot, so that an instance has to be restarted to go live.
    slots
        .slots()
        .configure(
            SHOP, PRODUCTION, SettingsChange.setSticky(Setting.of("ENVIRONMENT", "production")));
    slots
        .slots()
        .configure(SHOP, STAGING, SettingsChange.setSticky(Setting.of("ENVIRONMENT", "staging")));
  }

  private static Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .warmUpPaths(List.of(BundledService.WARM_UP_PATH))
        .build();
  }

  private boolean done(Running running) throws InterruptedException {
    Outcome outcome = running.await();
    reports.add(outcome.report());
    if (!outcome.isDone()) {
      narrator.say(outcome.report().reason().orElse("It did not work, for no reason."));
    }
    return outcome.isDone();
  }

  private void hold() throws InterruptedException {
    Thread.sleep(options.hold().toMillis());
  }
}
