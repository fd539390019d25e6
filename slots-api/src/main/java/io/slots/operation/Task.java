package io.slots.operation;

import io.slots.app.SlotName;
import java.util.List;

/**
 * The facts of an operation, fixed when it starts and stored with it. Recomputed after a crash they
 * might be other facts.
 */
public sealed interface Task
    permits Swap, Settling, Deployment, Scaling, Repair, Rerouting, Deletion, AppDeletion {
  /** What kind of operation this is a task of. */
  OperationKind kind();

  /** The slots that nothing else may change meanwhile (S1.7). */
  List<SlotName> slots();

  /** Says what is done, for people: {@code swap staging into production}. */
  String describe();
}
