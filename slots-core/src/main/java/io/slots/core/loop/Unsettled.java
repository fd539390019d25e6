package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.operation.EndedOperation;
import io.slots.operation.QueuedDeployment;
import io.slots.spi.AppRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was to be written for an operation, and of which the store has not told whether it was. The
 * record and the history tell. Used by one caller only.
 */
final class Unsettled {
  private final OperationId id;
  private final boolean isNew;
  private final List<Draft> drafts = new ArrayList<>();

  /**
   * Nothing is unsettled yet.
   *
   * @param id the operation
   * @param isNew whether only one of the drafts can have brought it into the store
   */
  Unsettled(OperationId id, boolean isNew) {
    this.id = id;
    this.isNew = isNew;
  }

  void add(Draft draft) {
    drafts.add(draft);
  }

  void remove(Draft draft) {
    drafts.remove(draft);
  }

  boolean isEmpty() {
    return drafts.isEmpty();
  }

  /** The draft that was written after all. */
  Optional<Draft> made(AppRecord record, List<EndedOperation> history) {
    return drafts.stream().filter(it -> isMade(it, record, history)).findFirst();
  }

  private boolean isMade(Draft draft, AppRecord record, List<EndedOperation> history) {
    return (draft.begins(id) && isUnderWay(record))
        || (!draft.ended().isEmpty() && history.containsAll(draft.ended()))
        || (isNew ? isKnown(record, history) : isOver(history));
  }

  /**
   * Whether the operation is in the record as the draft begins it, and nobody has taken it over.
   */
  boolean begins(Draft draft, AppRecord record) {
    return draft.begins(id)
        && record
            .operation()
            .filter(it -> Beginnings.isSameTenure(it, draft.next().operation().orElseThrow()))
            .isPresent();
  }

  /** As the draft begins it, or as another engine has taken it over since. */
  private boolean isUnderWay(AppRecord record) {
    return record.operation().filter(it -> it.id().equals(id)).isPresent();
  }

  /** It was in the store before; whoever went on with it, it has ended. */
  private boolean isOver(List<EndedOperation> history) {
    return history.stream().map(EndedOperation::id).anyMatch(id::equals);
  }

  private boolean isKnown(AppRecord record, List<EndedOperation> history) {
    return isUnderWay(record)
        || record.queue().stream().map(QueuedDeployment::id).anyMatch(id::equals)
        || isOver(history);
  }
}
