package io.slots.examples.liveswap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.liveswap.Programs.V1;
import static io.slots.examples.liveswap.Programs.V2;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.SlotsException;
import io.slots.app.SlotName;
import io.slots.examples.liveswap.picture.Picture;
import io.slots.examples.liveswap.picture.StepSpan;
import io.slots.examples.liveswap.picture.Timeline;
import io.slots.examples.liveswap.progress.Progress;
import io.slots.examples.liveswap.progress.WithoutRerouting;
import io.slots.examples.stage.Endings;
import io.slots.examples.stage.Interrupt;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.load.Load;
import io.slots.examples.stage.load.Workload;
import io.slots.examples.stage.verdict.Judge;
import io.slots.examples.stage.verdict.PhaseLog;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.Report;
import io.slots.operation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** One run: sets the stage, starts the load, has the acts played, and tells what came of it. */
final class Scenario {
  private final RunOptions options;
  private final Clock clock;
  private final Narrator narrator;
  private final Screen screen;
  private final ProductionTimeline timeline = new ProductionTimeline();
  private final LoadStatus status = new LoadStatus(timeline);
  private final Endings endings = new Endings();

  Scenario(RunOptions options, Screen screen, Clock clock) {
    this.options = options;
    this.screen = screen;
    this.clock = clock;
    this.narrator = new Narrator(screen.out(), screen.glyphs());
  }

  /** Runs, leaves no process behind, and returns the exit status. */
  int run() {
    Programs programs = new Programs(options);
    try (Progress progress = screen.progress(narrator, clock, status);
        Stage stage =
            Stage.set(
                "live-swap",
                Files.createTempDirectory(options.directory(), "live-swap-"),
                programs::commandLine,
                timeline,
                new WithoutRerouting(progress),
                endings)) {
      Interrupt interrupt = Interrupt.on(() -> interrupt(progress, stage));
      try {
        Shop shop = Shop.open(stage.slots(), programs, options.instances());
        return run(stage, shop, new Performer(progress, endings));
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

  private void interrupt(Progress progress, Stage stage) {
    progress.close();
    narrator.last("\nInterrupted: the processes are being ended.");
    status.load().ifPresent(Load::close);
    stage.close();
  }

  private int run(Stage stage, Shop shop, Performer performer)
      throws InterruptedException, IOException {
    narrator.say("Production is http://" + stage.host(PRODUCTION) + ":" + stage.port() + "/");
    narrator.say("Staging is    http://" + stage.host(STAGING) + ":" + stage.port() + "/");
    narrator.title(
        "Deploy",
        V1 + " to production, " + V2 + " to staging; a process for each of the instances.");
    if (!isDeployed(stage, shop, performer, PRODUCTION, V1)
        || !isDeployed(stage, shop, performer, STAGING, V2)) {
      return ExitCode.SOFTWARE;
    }
    Introduction introduction = new Introduction(stage);
    Optional<String> problem = introduction.problem(options.paths());
    if (problem.isPresent()) {
      narrator.say("The run could not judge the answers: " + problem.get());
      return ExitCode.USAGE;
    }
    return underLoad(stage, shop, performer, introduction);
  }

  private boolean isDeployed(
      Stage stage, Shop shop, Performer performer, SlotName slot, String version)
      throws InterruptedException {
    Outcome outcome = performer.perform(List.of(), () -> shop.deploy(slot, version));
    if (!outcome.isDone()) {
      narrator.say(outcome.report().reason().orElse(version + " did not start"));
      stage.lastWords(outcome.report()).ifPresent(it -> narrator.say("Its log says: " + it));
    }
    return outcome.isDone();
  }

  private int underLoad(Stage stage, Shop shop, Performer performer, Introduction introduction)
      throws InterruptedException, IOException {
    Workload workload =
        options.isBundled()
            ? Workload.bundled(options.connections(), options.seed())
            : Workload.of(options.connections(), options.paths());
    narrator.title("Load", workload.describe() + "; they ask production from here to the end.");
    Performer underLoad = performer.anew();
    Instant start = clock.instant();
    PhaseLog phases = new PhaseLog("before swap", System.nanoTime());
    try (Load load = Load.start(stage.port(), stage.host(PRODUCTION), workload, options.pause())) {
      status.of(load);
      boolean asPlanned = new Acts(stage, shop, underLoad, narrator, phases, options.hold()).play();
      Judge judge = new Judge(timeline, introduction.versions());
      Report report =
          new Report(
              phases.end(System.nanoTime()), judge.judge(load.finish()), underLoad.reports());
      narrator.say("\n" + report.text());
      draw(report, start);
      narrator.say(report.verdict());
      return asPlanned && report.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void draw(Report report, Instant start) throws IOException {
    List<StepSpan> steps =
        report.operations().stream()
            .flatMap(it -> it.steps().stream())
            .map(time -> StepSpan.of(time, start))
            .toList();
    Path file = options.svg();
    new Picture(new Timeline(report.phases(), report.exchanges(), timeline.switches(), steps))
        .write(file);
    narrator.say("The picture: " + file);
  }
}
