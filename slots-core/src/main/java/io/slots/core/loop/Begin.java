package io.slots.core.loop;

import io.slots.app.SlotName;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An operation is to begin, unless another is in the way (S1.7). */
final class Begin implements Launch.Wish {
  private final Surroundings surroundings;
  private final Runs runs;
  private final Request request;
  private final Beginning.Of beginning;
  private final Instant now;

  Begin(Surroundings surroundings, Runs runs, Request request, Beginning.Of beginning) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.request = request;
    this.beginning = beginning;
    this.now = surroundings.scheduler().now();
  }

  @Override
  public boolean isOfNew() {
    return true;
  }

  @Override
  public Launch.Intent on(AppRecord record) {
    Optional<Promise> known = known(record);
    if (known.isPresent()) {
      return new Launch.Intent.Known(known.get());
    }
    record.operation().ifPresent(this::refuse);
    Optional<Beginning> begun = beginning.on(record);
    if (begun.isEmpty()) {
      return new Launch.Intent.Nothing();
    }
    for (SlotName slot : begun.get().task().slots()) {
      record.holding(slot).ifPresent(this::refuse);
    }
    AppRecord next =
        Beginnings.begun(
            record,
            begun.get().app(),
            request.id(),
            request.requestId(),
            begun.get().task(),
            request.limits(),
            surroundings.engine(),
            now);
    return new Launch.Intent.Write(new Draft(next, List.of()));
  }

  private void refuse(Operation inTheWay) {
    throw new ConflictException(request.text(), inTheWay);
  }

  /**
   * The operation that the same request has started before (S8.3). Looked up after the record was
   * read: one that ends meanwhile makes the record stale.
   */
  Optional<Promise> known(AppRecord record) {
    if (request.requestId().isEmpty()) {
      return Optional.empty();
    }
    for (Operation operation : Beginnings.all(record)) {
      if (operation.requestId().equals(request.requestId())) {
        return Optional.of(Launch.promise(surroundings, runs, record, operation.id()));
      }
    }
    for (QueuedDeployment waiting : record.queue()) {
      if (waiting.requestId().equals(request.requestId())) {
        return Optional.of(Launch.promise(surroundings, runs, record, waiting.id()));
      }
    }
    return Launch.history(surroundings, record.name()).stream()
        .filter(it -> it.requestId().equals(request.requestId()))
        .findFirst()
        .map(Begin::kept);
  }

  static Promise kept(EndedOperation report) {
    return Promise.kept(report.id(), Outcome.of(report));
  }
}
