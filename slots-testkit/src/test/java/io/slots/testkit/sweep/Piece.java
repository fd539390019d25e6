package io.slots.testkit.sweep;

import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.testkit.RecordedCall;
import java.util.List;
import java.util.Set;

/**
 * A flow that is swept. Production runs v1 and staging v2, on two instances each; the canary slot
 * is empty. A piece has no state of its own: it is played over and over.
 */
interface Piece {
  /**
   * Whether production and staging differ in a sticky setting, so that a swap restarts instances.
   */
  default boolean isSticky() {
    return true;
  }

  /** What is configured before anything is deployed. */
  default void configure(Stage stage) {}

  /** What is unlike other pieces once v1 and v2 are deployed. */
  default void prepare(Stage stage) {}

  /** What callers do, one after the other. */
  List<Act> acts();

  /** How what they begin ends if nothing goes wrong, oldest first. */
  default List<Ending> endings() {
    return List.of(Ending.COMPLETED);
  }

  /** On how many instances production may be served. */
  default Set<Integer> workers() {
    return Set.of(Stage.WORKERS);
  }

  /** What must hold of what has ended, and of all calls, besides if nothing goes wrong. */
  default void undisturbed(List<EndedOperation> ended, List<RecordedCall> calls) {}
}
