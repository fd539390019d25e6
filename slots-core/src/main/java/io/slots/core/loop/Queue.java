package io.slots.core.loop;

import com.google.common.collect.ImmutableList;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Swap;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment is to begin; while an automatic swap of its slot is under way it waits, in the place
 * of one that waits already (S6.2).
 */
final class Queue implements Launch.Wish {
  private final Surroundings surroundings;
  private final QueuedDeployment deployment;
  private final Begin begin;
  private Optional<Operation> behind = Optional.empty();

  Queue(Surroundings surroundings, QueuedDeployment deployment, Begin begin) {
    this.surroundings = surroundings;
    this.deployment = deployment;
    this.begin = begin;
  }

  @Override
  public boolean isOfNew() {
    return true;
  }

  @Override
  public Launch.Intent on(AppRecord record) {
    behind = record.operation().filter(this::isAutomaticSwap);
    if (behind.isEmpty()) {
      return begin.on(record);
    }
    Optional<Promise> known = begin.known(record);
    if (known.isPresent()) {
      behind = Optional.empty();
      return new Launch.Intent.Known(known.get());
    }
    return waiting(record);
  }

  private boolean isAutomaticSwap(Operation operation) {
    return operation.task() instanceof Swap swap
        && swap.automatic()
        && operation.holds(deployment.slot());
  }

  private Launch.Intent waiting(AppRecord record) {
    record.app().slot(deployment.slot());
    Instant now = surroundings.scheduler().now();
    ImmutableList.Builder<QueuedDeployment> queue = ImmutableList.builder();
    ImmutableList.Builder<EndedOperation> replaced = ImmutableList.builder();
    for (QueuedDeployment other : record.queue()) {
      if (other.slot().equals(deployment.slot())) {
        replaced.add(
            Reports.dropped(
                other,
                record.name(),
                "a newer deployment, " + deployment.id() + ", took its place while it waited",
                now));
      } else {
        queue.add(other);
      }
    }
    queue.add(deployment);
    AppRecord next = record.withQueue(queue.build()).next(record.app(), record.operation());
    return new Launch.Intent.Write(new Draft(next, replaced.build()));
  }

  /** Tells that it waits, if it does. */
  void announce() {
    behind.ifPresent(
        operation ->
            surroundings
                .announcer()
                .announce(
                    new SlotsEvent.OperationQueued(
                        deployment.id(),
                        operation.app(),
                        surroundings.scheduler().now(),
                        deployment.describe(),
                        operation.id())));
  }
}
