package io.slots.testkit.fault;

import io.slots.SlotsException;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A flow that is played once, from beginning to end, while something goes wrong; then all troubles
 * end, and what must hold whatever went wrong is asserted.
 */
final class SweptFlow {
  /** For how long late answers may still come, and timers go off. */
  private static final Duration AFTERMATH = Duration.ofHours(2);

  /**
   * What is played.
   *
   * @param kits makes the kit
   * @param given what is there before
   * @param steps what callers do, one after the other
   * @param always what must hold after everything that happens
   * @param atTheEnd what must hold when all is over
   */
  record Script(
      Supplier<SlotsTestKit> kits,
      Consumer<SlotsTestKit> given,
      List<Consumer<SlotsTestKit>> steps,
      List<Invariant> always,
      List<Invariant> atTheEnd) {}

  private final Script script;
  private final Trouble trouble;
  private final SlotsTestKit kit;
  private final Ledger ledger;
  private int calls;
  private int writes;

  SweptFlow(Script script, Trouble trouble) {
    this.script = script;
    this.trouble = trouble;
    this.kit = script.kits().get();
    kit.platform().allowOverlappingRestarts(); // The engine gives up on a call that hangs.
    script.given().accept(kit);
    kit.untilIdle();
    kit.forgetCalls();
    kit.storeFaults().failNone();
    this.ledger = Ledger.of(kit);
    ProductionReady.watch(kit);
    script.always().forEach(it -> kit.invariant(() -> it.check(kit)));
  }

  /** The calls of the flow itself, in words. */
  List<String> calls() {
    return kit.calls().stream().limit(calls).map(call -> call.effect().describe()).toList();
  }

  /** How many writes the flow itself made. */
  int writes() {
    return writes;
  }

  /** Plays it. */
  SweptFlow play() {
    try {
      playUntilTheEnd();
      return this;
    } catch (AssertionError | RuntimeException e) {
      String table = kit.history().table();
      String message = String.valueOf(e.getMessage());
      throw new AssertionError(
          message
              + "\nTo have this case alone: sweep."
              + trouble.alone()
              + (message.contains(table) ? "" : "\n\n" + table),
          e);
    } finally {
      kit.close();
    }
  }

  private void playUntilTheEnd() {
    trouble.plant(kit);
    for (Consumer<SlotsTestKit> step : script.steps()) {
      live(() -> step.accept(kit));
      live(kit::untilIdle);
    }
    calls = kit.calls().size();
    writes = kit.storeFaults().writes();
    kit.faults().clear();
    kit.storeFaults().failNone();
    kit.storeFaults().comeUp();
    kit.time().advance(AFTERMATH);
    kit.untilIdle();
    ledger.assertWhole(new AsStored(kit).assertAll());
    script.atTheEnd().forEach(it -> it.check(kit));
  }

  /**
   * Does it; whoever is killed by it is started again, and goes on with what is stored. What a
   * caller is told in the way of trouble is his to bear, unless nothing was to go wrong.
   */
  private void live(Runnable deed) {
    try {
      if (!kit.survive(deed)) {
        live(kit::untilIdle);
      }
    } catch (StalledException e) {
      throw e;
    } catch (SlotsException e) {
      if (trouble instanceof Trouble.None) {
        throw e;
      }
      live(() -> kit.time().advance(Duration.ofSeconds(1)));
    }
  }
}
