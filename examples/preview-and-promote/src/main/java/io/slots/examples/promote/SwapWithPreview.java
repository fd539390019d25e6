package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.V1;
import static io.slots.examples.promote.Programs.V2;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.core.Cancellation;
import io.slots.core.Operations;
import io.slots.core.Running;
import io.slots.core.SwapEngine;
import io.slots.examples.stage.Stage;
import io.slots.operation.ConflictException;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.operation.Wait;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.time.Duration;

/** A swap that pauses before the switch, to be looked at, cancelled or completed (S5.2). */
final class SwapWithPreview implements Act {
  private static final SwapRequest SWAP =
      SwapRequest.builder()
          .app(SHOP)
          .source(STAGING)
          .limits(Stage.LIMITS.toBuilder().previewExpiry(Duration.ofMinutes(10)).build())
          .build();

  private final Cast cast;
  private final SwapEngine swaps;
  private final Operations operations;

  SwapWithPreview(Cast cast) {
    this.cast = cast;
    this.swaps = cast.slots().swaps();
    this.operations = cast.slots().operations();
  }

  @Override
  public String title() {
    return "Swap with preview";
  }

  @Override
  public String about() {
    return V2 + " can be tried under production's settings before it goes live.";
  }

  @Override
  public void play() throws InterruptedException {
    prepare();
    expectThePause();
    expectRefusal();
    cancel();
    prepare();
    complete();
  }

  private void prepare() throws InterruptedException {
    cast.call("swaps.prepare(staging into production)");
    Running swap = swaps.prepare(SWAP);
    cast.paused(swap);
    cast.expectAnswer(STAGING, V2, "production");
    cast.expectAnswer(PRODUCTION, V1, "production");
  }

  /** Who asks is told what pauses, whose it is, and what may be done. */
  private void expectThePause() {
    cast.call("operations.paused(shop); operations.waits(shop)");
    for (Operation paused : operations.paused(SHOP)) {
      cast.say(
          "paused: \""
              + paused.task().describe()
              + "\" of "
              + paused.holder()
              + ", begun at "
              + paused.startedAt());
    }
    for (Wait wait : operations.waits(SHOP)) {
      cast.say(wait.operation() + " " + wait.sentence());
    }
    cast.expect(operations.paused(SHOP).size() == 1, "one swap was to pause");
    cast.expect(operations.waits(SHOP).size() == 1, "it was to wait for one decision");
    cast.expect(operations.current(SHOP).isEmpty(), "what pauses is not under way");
  }

  private void expectRefusal() {
    cast.call("slots.configure(shop, staging, …)");
    try {
      cast.slots()
          .slots()
          .configure(SHOP, STAGING, SettingsChange.set(Setting.of("LOG_LEVEL", "debug")));
    } catch (ConflictException e) {
      cast.say("refused: " + e.getMessage());
      return;
    }
    throw new OffScriptException("a change of a slot that a preview holds was to be refused");
  }

  private void cancel() throws InterruptedException {
    cast.call("swaps.cancel(shop, staging)");
    if (!(swaps.cancel(SHOP, STAGING) instanceof Cancellation.Reverting reverting)) {
      throw new OffScriptException("the swap was to be cancelled");
    }
    Outcome outcome = cast.ended(reverting.operation());
    cast.expect(outcome instanceof Outcome.Reverted, "the swap was to be reverted");
    cast.expectAnswer(STAGING, V2, "staging");
    cast.expect(
        swaps.cancel(SHOP, STAGING) instanceof Cancellation.NothingToCancel,
        "nothing was to be left to cancel");
  }

  /** Either slot names the swap. */
  private void complete() throws InterruptedException {
    cast.call("swaps.complete(shop, production)");
    cast.done(swaps.complete(SHOP, PRODUCTION));
    cast.expectAnswer(PRODUCTION, V2, "production");
    cast.expectAnswer(STAGING, V1, "staging");
  }
}
