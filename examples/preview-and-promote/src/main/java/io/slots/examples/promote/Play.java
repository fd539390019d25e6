package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.stage.Stage.SHOP;

import com.google.common.collect.Lists;
import io.slots.SlotsException;
import io.slots.examples.stage.Endings;
import io.slots.examples.stage.Glyphs;
import io.slots.examples.stage.Interrupt;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.load.Load;
import io.slots.examples.stage.load.Workload;
import io.slots.examples.stage.verdict.Judge;
import io.slots.examples.stage.verdict.PhaseLog;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.Report;
import io.slots.examples.stage.verdict.Versions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** One run: sets the stage, has the acts played under load, and tells what came of it. */
final class Play {
  private static final int ALL = 1_000;

  private final RunOptions options;
  private final Clock clock;
  private final Narrator narrator;
  private final ProductionTimeline timeline = new ProductionTimeline();
  private final Endings endings = new Endings();
  private volatile Optional<Load> load = Optional.empty();

  Play(RunOptions options, PrintStream out, Glyphs glyphs, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.narrator = new Narrator(out, glyphs);
  }

  /** Runs, leaves no process behind, and returns the exit status. */
  int run() {
    Programs programs = new Programs(options);
    try (Stage stage =
        Stage.set(
            "preview-and-promote",
            Files.createTempDirectory(options.directory(), "preview-and-promote-"),
            programs::commandLine,
            timeline,
            new Chronicle(clock.instant(), narrator::say),
            endings)) {
      Interrupt interrupt = Interrupt.on(() -> interrupt(stage));
      try {
        return run(stage, new Cast(stage, narrator, endings));
      } finally {
        interrupt.cancel();
      }
    } catch (SlotsException | OffScriptException | IOException e) {
      narrator.say("The run cannot go on: " + e.getMessage());
      return ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    }
  }

  private void interrupt(Stage stage) {
    narrator.last("\nInterrupted: the processes are being ended.");
    load.ifPresent(Load::close);
    stage.close();
  }

  private int run(Stage stage, Cast cast) throws InterruptedException {
    play(new Opening(cast, options.instances()));
    Workload workload = Workload.bundled(options.connections(), options.seed());
    narrator.title("Load", workload.describe() + "; they ask production from here to the end.");
    PhaseLog phases = new PhaseLog("before", System.nanoTime());
    try (Load running =
        Load.start(stage.port(), stage.host(PRODUCTION), workload, options.pause())) {
      load = Optional.of(running);
      boolean asTold = playAll(acts(cast), phases);
      Judge judge = new Judge(timeline, Versions.none());
      Report report =
          new Report(
              phases.end(System.nanoTime()),
              judge.judge(running.finish()),
              Lists.reverse(stage.slots().operations().history(SHOP, ALL)));
      narrator.say("\n" + report.shortText());
      narrator.say(report.verdict());
      return asTold && report.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private List<Act> acts(Cast cast) {
    return List.of(
        new DryRun(cast),
        new SwapWithPreview(cast),
        new TrafficTrial(cast, options.clients()),
        new AutoSwap(cast),
        new WarmRollback(cast, options.keepWarm()));
  }

  /** Says whether all went as told; what goes wrong ends the play, but not the report. */
  private boolean playAll(List<Act> acts, PhaseLog phases) throws InterruptedException {
    for (Act act : acts) {
      Thread.sleep(options.hold().toMillis());
      phases.quiet(act.title(), System.nanoTime());
      try {
        play(act);
      } catch (SlotsException | OffScriptException e) {
        narrator.say("The play cannot go on: " + e.getMessage());
        return false;
      }
    }
    return true;
  }

  private void play(Act act) throws InterruptedException {
    narrator.title(act.title(), act.about());
    act.play();
  }
}
