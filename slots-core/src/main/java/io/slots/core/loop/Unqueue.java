package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.operation.QueuedDeployment;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;

/** A deployment that waits for its turn is not to begin. */
final class Unqueue implements Launch.Wish {
  private final Surroundings surroundings;
  private final OperationId id;

  Unqueue(Surroundings surroundings, OperationId id) {
    this.surroundings = surroundings;
    this.id = id;
  }

  @Override
  public boolean isOfNew() {
    return false;
  }

  @Override
  public Launch.Intent on(AppRecord record) {
    Optional<QueuedDeployment> waiting =
        record.queue().stream().filter(it -> it.id().equals(id)).findFirst();
    if (waiting.isEmpty()) {
      return new Launch.Intent.Nothing();
    }
    List<QueuedDeployment> left =
        record.queue().stream().filter(it -> !it.id().equals(id)).toList();
    AppRecord next = record.withQueue(left).next(record.app(), record.operation());
    return new Launch.Intent.Write(
        new Draft(
            next,
            List.of(
                Reports.dropped(
                    waiting.get(),
                    record.name(),
                    "it was cancelled while it waited",
                    surroundings.scheduler().now()))));
  }
}
