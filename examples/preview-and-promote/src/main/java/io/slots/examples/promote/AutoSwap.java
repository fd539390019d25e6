package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.BROKEN;
import static io.slots.examples.promote.Programs.V3;
import static io.slots.examples.promote.Programs.V4;
import static io.slots.examples.promote.Programs.V5;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.core.Operations;
import io.slots.core.Running;
import io.slots.core.SlotEditor;
import io.slots.core.SwapEngine;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;

/** What is deployed to staging goes live by itself (S6). */
final class AutoSwap implements Act {
  private final Cast cast;
  private final SwapEngine swaps;
  private final SlotEditor slots;
  private final Operations operations;

  AutoSwap(Cast cast) {
    this.cast = cast;
    this.swaps = cast.slots().swaps();
    this.slots = cast.slots().slots();
    this.operations = cast.slots().operations();
  }

  @Override
  public String title() {
    return "Auto swap";
  }

  @Override
  public String about() {
    return "what is deployed to staging goes live by itself, if it starts.";
  }

  @Override
  public void play() throws InterruptedException {
    cast.call("swaps.autoSwap(shop, staging, production)");
    App on = swaps.autoSwap(SHOP, STAGING, PRODUCTION);
    cast.expect(on.slot(STAGING).autoSwapTarget().isPresent(), "it was to be switched on");
    cast.call("slots.deploy(shop, staging, " + V4 + ")");
    Running swap = follow(cast.done(slots.deploy(SHOP, STAGING, Programs.content(V4))));
    deployMeanwhile();
    cast.done(swap);
    expectV4();
    deployBroken();
    cast.call("swaps.noAutoSwap(shop, staging)");
    App off = swaps.noAutoSwap(SHOP, STAGING);
    cast.expect(off.slot(STAGING).autoSwapTarget().isEmpty(), "it was to be switched off");
  }

  /** The report of a deployment tells which operation it caused. */
  private Running follow(Outcome deployed) {
    OperationId next =
        deployed
            .report()
            .followedBy()
            .orElseThrow(() -> new OffScriptException("the deployment was to cause a swap"));
    cast.say("The deployment is followed by " + next + ".");
    cast.call("operations.follow(shop, " + next + ")");
    return operations.follow(SHOP, next);
  }

  /**
   * A deployment that comes while the swap runs waits for its turn (S6.2); this one is recalled.
   */
  private void deployMeanwhile() throws InterruptedException {
    cast.call("slots.deploy(shop, staging, " + V5 + "); operations.queued(shop)");
    Running late = slots.deploy(SHOP, STAGING, Programs.content(V5));
    for (QueuedDeployment waiting : operations.queued(SHOP)) {
      cast.say("in the queue: " + waiting.describe() + " (" + waiting.id() + ")");
    }
    cast.call("operations.cancel(shop, " + late.id() + ")");
    cast.expect(operations.cancel(SHOP, late.id()).isUnderWay(), "it was to be recalled in time");
    cast.ended(late);
  }

  private void expectV4() {
    cast.expectAnswer(PRODUCTION, V4, "production");
    cast.expectAnswer(STAGING, V3, "staging");
  }

  /** Only a deployment that succeeds is swapped. */
  private void deployBroken() throws InterruptedException {
    cast.call("slots.deploy(shop, staging, " + BROKEN + ")");
    Outcome broken = cast.ended(slots.deploy(SHOP, STAGING, Programs.content(BROKEN)));
    cast.expect(broken instanceof Outcome.Reverted, BROKEN + " was not to start");
    cast.expect(broken.report().followedBy().isEmpty(), BROKEN + " was not to be swapped");
    cast.stage()
        .lastWords(broken.report())
        .ifPresent(it -> cast.say("No swap follows. Its log says: " + it));
    expectV4();
  }
}
