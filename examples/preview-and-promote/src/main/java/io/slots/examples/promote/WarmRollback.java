package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.V4;
import static io.slots.examples.promote.Programs.V5;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.InstanceId;
import io.slots.core.Operations;
import io.slots.core.Running;
import io.slots.core.SwapEngine;
import io.slots.examples.stage.Stage;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.util.Map;

/** A swap that keeps what left production warm, so that the way back restarts nothing (S4.9). */
final class WarmRollback implements Act {
  private static final long LOOK_MILLIS = 50;

  private final Cast cast;
  private final SwapEngine swaps;
  private final Operations operations;
  private final SwapRequest request;

  WarmRollback(Cast cast, Duration keepWarm) {
    this.cast = cast;
    this.swaps = cast.slots().swaps();
    this.operations = cast.slots().operations();
    this.request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Stage.LIMITS.toBuilder().keepWarm(keepWarm).build())
            .build();
  }

  @Override
  public String title() {
    return "Keep-warm rollback";
  }

  @Override
  public String about() {
    return V5 + " goes live, and is rolled back while the instances of " + V4 + " are still warm.";
  }

  @Override
  public void play() throws InterruptedException {
    cast.deploy(STAGING, V5);
    cast.call("swaps.swap(staging into production, with limits that keep warm)");
    Running swap = swaps.swap(request);
    cast.done(swap);
    cast.expectAnswer(PRODUCTION, V5, "production");
    cast.expectAnswer(STAGING, V4, "production");
    rollBack(swap.id());
    expectRefusal(swap.id());
    settle();
  }

  private void rollBack(OperationId swap) throws InterruptedException {
    Map<InstanceId, Long> before = cast.stage().pids();
    cast.call("swaps.rollback(shop, " + swap + ")");
    Outcome rollback = cast.done(swaps.rollback(SHOP, swap));
    Map<InstanceId, Long> after = cast.stage().pids();
    cast.say("The rollback took " + rollback.report().took().toMillis() + " ms.");
    cast.say("Processes before: " + before);
    cast.say("Processes after:  " + after);
    cast.expect(before.equals(after), "no process was to be restarted");
    cast.expectAnswer(PRODUCTION, V4, "production");
  }

  private void expectRefusal(OperationId swap) {
    cast.call("swaps.rollback(shop, " + swap + ")");
    try {
      swaps.rollback(SHOP, swap);
    } catch (RefusedException e) {
      cast.say("refused: " + e.getMessage());
      return;
    }
    throw new OffScriptException("a swap was to be rolled back once only");
  }

  /** When its time is over, the slot gets its own settings, which restarts its instances. */
  private void settle() throws InterruptedException {
    while (cast.slots().apps().get(SHOP).slot(STAGING).keptWarmUntil().isPresent()) {
      Thread.sleep(LOOK_MILLIS);
    }
    OperationId settling =
        operations.current(SHOP).map(Operation::id).orElseGet(() -> newest().id());
    cast.done(operations.follow(SHOP, settling));
    cast.expectAnswer(PRODUCTION, V4, "production");
    cast.expectAnswer(STAGING, V5, "staging");
  }

  private EndedOperation newest() {
    return operations.history(SHOP, 1).get(0);
  }
}
