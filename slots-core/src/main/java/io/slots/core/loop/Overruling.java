package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.step.Flow;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The wish to turn back an operation that another engine drives. It is stored while the operation
 * stands before its point of no return; the other's next write finds it, and it hears of it before.
 */
final class Overruling {
  private static final int MOST_TRIES = 1_000;

  private final Surroundings surroundings;
  private final AppName app;
  private final OperationId id;

  Overruling(Surroundings surroundings, AppName app, OperationId id) {
    this.surroundings = surroundings;
    this.app = app;
    this.id = id;
  }

  /** Whether it is stored, or not needed because the operation is going back. */
  boolean isStored() {
    for (int i = 0; i < MOST_TRIES; i++) {
      AppRecord record = Launch.find(surroundings, app);
      Optional<Operation> found = record.operation().filter(it -> it.id().equals(id));
      if (found.isEmpty() || isTooLate(found.get())) {
        return false;
      }
      if (found.get().isGoingBack() || found.get().cancelled()) {
        return true;
      }
      Operation cancelled = found.get().toBuilder().cancelled(true).build();
      StoreAnswer answer =
          surroundings
              .scheduler()
              .await(
                  surroundings
                      .store()
                      .replace(record.next(record.app(), Optional.of(cancelled)), List.of()));
      if (answer instanceof StoreAnswer.Written) {
        return true;
      }
    }
    throw new StoreException(
        "app " + app + " changed " + MOST_TRIES + " times meanwhile; try again");
  }

  private static boolean isTooLate(Operation operation) {
    Flow flow = Flow.of(operation.task());
    return !operation.isGoingBack()
        && flow.indexOf(operation.position().step()) >= flow.pointOfNoReturn();
  }
}
