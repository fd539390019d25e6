package io.slots.examples.promote;

import static io.slots.examples.stage.Stage.SHOP;

import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.examples.stage.Endings;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.Stage;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import java.time.Duration;
import java.util.List;

/** What every act has to do with. For one thread. */
final class Cast {
  /** How long it may take until what has happened is told. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  private final Stage stage;
  private final Narrator narrator;
  private final Endings endings;

  Cast(Stage stage, Narrator narrator, Endings endings) {
    this.stage = stage;
    this.narrator = narrator;
    this.endings = endings;
  }

  Stage stage() {
    return stage;
  }

  Slots slots() {
    return stage.slots();
  }

  /** Says what is seen. */
  void say(String text) {
    narrator.say(("  " + text).stripTrailing());
  }

  /** Says which method is about to be called. */
  void call(String method) {
    narrator.say("> " + method);
  }

  /** Ends the play if {@code ok} is not so. */
  void expect(boolean ok, String otherwise) {
    if (!ok) {
      throw new OffScriptException(otherwise);
    }
  }

  /** Deploys {@code version} to {@code slot}, which is to succeed. */
  void deploy(SlotName slot, String version) throws InterruptedException {
    call("slots.deploy(shop, " + slot + ", " + version + ")");
    done(slots().slots().deploy(SHOP, slot, Programs.content(version)));
  }

  /** Waits until the operation has ended, as it should, and that is told. */
  Outcome done(Running running) throws InterruptedException {
    Outcome outcome = ended(running);
    expect(
        outcome instanceof Outcome.Completed,
        outcome.report().description() + " was to be completed, but it is " + how(outcome));
    return outcome;
  }

  /** Waits until the operation has ended, in whatever way, and that is told. */
  Outcome ended(Running running) throws InterruptedException {
    Outcome outcome = running.await();
    endings.await(running.id(), TOLD_WITHIN);
    return outcome;
  }

  /** Waits until the operation pauses, and that is told. */
  void paused(Running running) throws InterruptedException {
    if (!running.awaitPause()) {
      Outcome outcome = running.await();
      throw new OffScriptException("it was to pause, but it is " + how(outcome));
    }
    endings.awaitPause(running.id(), TOLD_WITHIN);
  }

  /** Waits until the newest of the ended operations is told, which a call has waited for. */
  void told() throws InterruptedException {
    List<EndedOperation> newest = slots().operations().history(SHOP, 1);
    endings.await(newest.get(0).id(), TOLD_WITHIN);
  }

  private static String how(Outcome outcome) {
    return outcome.report().ending()
        + outcome.report().reason().map(reason -> ": " + reason).orElse("");
  }

  /** Asks the slot's own host, says what it answers, and expects that to be this. */
  void expectAnswer(SlotName slot, String version, String settingsOf) {
    String answer = stage.greeting(slot);
    say(stage.host(slot) + " answers: " + answer);
    expect(
        answer.startsWith(version + " on ") && answer.contains(" as " + settingsOf + " "),
        "it was to be " + version + " with the settings of " + settingsOf);
  }
}
