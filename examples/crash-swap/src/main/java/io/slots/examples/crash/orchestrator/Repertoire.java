package io.slots.examples.crash.orchestrator;

import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.SlotsException;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.SwapRequest;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation after the other, for ever: swaps, swaps with preview that are completed or
 * cancelled, rollbacks. What is under way already, or pauses, comes first, whoever began it. For
 * one thread.
 */
final class Repertoire implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Repertoire.class);
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);
  private static final int LONGEST_REST_MILLIS = 300;
  private static final int LOOK_BACK = 10;

  private final Slots slots;
  private final Random random;

  Repertoire(Slots slots, Random random) {
    this.slots = slots;
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(random.nextInt(LONGEST_REST_MILLIS));
        next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next() {
    try {
      Optional<Running> running = begun();
      // What is prepared pauses; what is decided already ends.
      boolean unused = running.isPresent() && running.get().awaitPause();
    } catch (RefusedException e) {
      log.debug("another orchestrator was faster", e);
    } catch (EngineStoppedException e) {
      log.error("nobody heard how it ended", e);
    } catch (SlotsException e) {
      log.warn("the next one has to wait", e);
    }
  }

  private Optional<Running> begun() {
    Optional<Operation> current = slots.operations().current(SHOP);
    if (current.isPresent()) {
      return Optional.of(slots.operations().follow(SHOP, current.get().id()));
    }
    if (!slots.operations().paused(SHOP).isEmpty()) {
      return random.nextInt(3) == 0 ? cancelled() : Optional.of(completed());
    }
    int lot = random.nextInt(10);
    if (lot < 5) {
      return Optional.of(slots.swaps().swap(SWAP));
    }
    return Optional.of(lot < 9 ? slots.swaps().prepare(SWAP) : rolledBack());
  }

  private Running completed() {
    return slots.swaps().complete(SHOP, STAGING);
  }

  private Optional<Running> cancelled() {
    return slots.swaps().cancel(SHOP, STAGING) instanceof Cancellation.Reverting reverting
        ? Optional.of(reverting.operation())
        : Optional.empty();
  }

  /** Only the last swap can be rolled back: later ones have changed its slots since. */
  private Running rolledBack() {
    Optional<OperationId> last =
        slots.operations().history(SHOP, LOOK_BACK).stream()
            .filter(it -> it.kind() == OperationKind.SWAP && it.ending() == Ending.COMPLETED)
            .map(EndedOperation::id)
            .findFirst();
    return last.isPresent() ? slots.swaps().rollback(SHOP, last.get()) : slots.swaps().swap(SWAP);
  }
}
