package io.slots.examples.liveswap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.liveswap.Programs.V1;
import static io.slots.examples.liveswap.Programs.V2;
import static io.slots.examples.liveswap.Programs.V3;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.core.Running;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.verdict.PhaseLog;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import io.slots.operation.SwapPreview;
import io.slots.operation.Warning;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happens under load: a swap, the rollback, and the try of a version that does not start with
 * production's settings. For one thread.
 */
final class Acts {
  private final Stage stage;
  private final Shop shop;
  private final Performer performer;
  private final Narrator narrator;
  private final PhaseLog phases;
  private final Duration hold;
  private boolean asPlanned = true;

  Acts(
      Stage stage,
      Shop shop,
      Performer performer,
      Narrator narrator,
      PhaseLog phases,
      Duration hold) {
    this.stage = stage;
    this.shop = shop;
    this.performer = performer;
    this.narrator = narrator;
    this.phases = phases;
    this.hold = hold;
  }

  /** Plays all acts; says whether the operations ended as they should. */
  boolean play() throws InterruptedException {
    hold();
    if (swap()) {
      rollBack();
    }
    tryBroken();
    return asPlanned;
  }

  private boolean swap() throws InterruptedException {
    narrator.title("Preview", "what a swap would do; it touches nothing.");
    SwapPreview preview = shop.preview();
    narrator.say(preview.toString().stripTrailing());
    narrator.title("Swap", V2 + " goes live under load; its instances are prepared first.");
    boolean done = expectDone(operation("swap", preview.steps(), shop::swap));
    quiet("after swap");
    return done;
  }

  private void rollBack() throws InterruptedException {
    narrator.title("Rollback", "the same swap again brings " + V1 + " back.");
    expectDone(operation("rollback", shop.preview().steps(), shop::swap));
    quiet("after rollback");
  }

  private void tryBroken() throws InterruptedException {
    narrator.title(
        "A broken version", V3 + " starts with staging's settings, but not with production's.");
    if (!expectDone(operation("deploy v3", List.of(), () -> shop.deploy(STAGING, V3)))) {
      narrator.say(V3 + " cannot be deployed to staging, so the try of it is left out.");
      quiet("after deploy v3");
      return;
    }
    quiet("before swap v3");
    SwapPreview preview = shop.preview();
    for (Warning warning : preview.warnings()) {
      narrator.say("The preview warns (" + warning.rule() + "): " + warning.text());
    }
    Outcome outcome = operation("swap v3", preview.steps(), shop::swap);
    if (outcome instanceof Outcome.Reverted reverted) {
      narrator.say("Reverted, because " + reverted.reason());
      stage.lastWords(outcome.report()).ifPresent(it -> narrator.say("Its log says: " + it));
      narrator.say("Staging answers again:   " + stage.greeting(STAGING));
      narrator.say("Production never noticed: " + stage.greeting(PRODUCTION));
    } else {
      asPlanned = false;
      narrator.say("This was to be reverted, but it is " + outcome.report().ending() + ".");
    }
    quiet("after v3");
  }

  private Outcome operation(String name, List<PlannedStep> expected, Supplier<Running> start)
      throws InterruptedException {
    phases.operation(name, System.nanoTime());
    return performer.perform(expected, start);
  }

  private boolean expectDone(Outcome outcome) {
    if (!(outcome instanceof Outcome.Completed)) {
      asPlanned = false;
      narrator.say(
          outcome.report().ending() + ": " + outcome.report().reason().orElse("for no reason"));
    }
    return outcome.isDone();
  }

  private void quiet(String name) throws InterruptedException {
    phases.quiet(name, System.nanoTime());
    hold();
  }

  private void hold() throws InterruptedException {
    Thread.sleep(hold.toMillis());
  }
}
