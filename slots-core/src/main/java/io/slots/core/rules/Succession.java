package io.slots.core.rules;

import io.slots.OperationId;
import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.operation.ConflictException;
import io.slots.operation.Decision;
import io.slots.operation.Deployment;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.RequestId;
import io.slots.operation.Settling;
import io.slots.operation.Swap;
import io.slots.operation.SwapRequest;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an app goes on with by itself when no operation is under way on it: the automatic swap after
 * a deployment (S6.1), a preview that was cancelled or has expired (S5.2), a deployment that waited
 * (S6.2), a slot whose time to be kept warm is over (S4.9), in this order. Because it is a pure
 * function of the record, it goes into the very write that ends the operation before, and no crash
 * comes between.
 *
 * @param swaps the rules of swaps
 * @param deployments the rules of deployments
 * @param settlings the rules of settling
 * @param limits the limits of what brings none of its own
 */
public record Succession(
    SwapRules swaps, DeploymentRules deployments, SettlingRules settlings, Limits limits) {
  /** What begins. */
  public sealed interface Next {
    /**
     * An operation begins.
     *
     * @param id its identity
     * @param requestId the caller's identity for it (S8.3)
     * @param task its facts
     * @param limits its limits
     */
    record Begin(OperationId id, Optional<RequestId> requestId, Task task, Limits limits)
        implements Next {
      /** One that nobody has asked for. */
      Begin(OperationId id, Task task, Limits limits) {
        this(id, Optional.empty(), task, limits);
      }
    }

    /**
     * A paused operation goes on.
     *
     * @param paused the operation
     * @param decision what was decided
     */
    record Resume(Operation paused, Decision decision) implements Next {}
  }

  /**
   * What could not begin when its turn came.
   *
   * @param id its identity
   * @param task what it was to be
   * @param since since when it waited
   * @param reason why not, in plain words
   */
  public record Refused(OperationId id, Wanted task, Instant since, String reason) {}

  /** What was to begin. */
  public sealed interface Wanted {
    /**
     * An automatic swap.
     *
     * @param source the source
     * @param target the target
     */
    record AutoSwap(SlotName source, SlotName target) implements Wanted {}

    /**
     * A deployment that waited.
     *
     * @param waited what waited
     */
    record Queued(QueuedDeployment waited) implements Wanted {}
  }

  /**
   * How it goes on.
   *
   * @param record the record, without what does not wait any more
   * @param next what begins, if anything
   * @param refused what could not begin
   */
  public record Following(AppRecord record, Optional<Next> next, List<Refused> refused) {
    /** Copies the list. */
    public Following {
      refused = List.copyOf(refused);
    }

    /** The automatic swap that a deployment has caused, whether or not it could begin. */
    public Optional<OperationId> automaticSwap() {
      Stream<OperationId> begun =
          next.stream()
              .filter(Next.Begin.class::isInstance)
              .map(Next.Begin.class::cast)
              .filter(it -> it.task() instanceof Swap swap && swap.automatic())
              .map(Next.Begin::id);
      Stream<OperationId> failed =
          refused.stream().filter(it -> it.task() instanceof Wanted.AutoSwap).map(Refused::id);
      return Stream.concat(begun, failed).findFirst();
    }
  }

  /**
   * Returns how it goes on with an app on which no operation is under way any more.
   *
   * @param record the app, on which none is
   * @param deployed the deployment that has just been done, if one was
   * @param ids where the identity of an operation comes from that has none yet
   * @param now the time
   */
  public Following after(
      AppRecord record, Optional<Deployment> deployed, Supplier<OperationId> ids, Instant now) {
    List<Refused> refused = new ArrayList<>();
    Optional<SwapRequest> automatic = deployed.flatMap(it -> automatic(record.app(), it));
    if (automatic.isPresent()) {
      Optional<String> refusal = refusal(record, automatic.get());
      if (refusal.isEmpty()) {
        Task swap = swaps.facts(record.app(), automatic.get(), limits, true);
        return new Following(record, Optional.of(new Next.Begin(ids.get(), swap, limits)), refused);
      }
      refused.add(
          new Refused(
              ids.get(),
              new Wanted.AutoSwap(automatic.get().source(), automatic.get().target()),
              now,
              refusal.get()));
    }
    Optional<Next> decided = decided(record, now);
    if (decided.isPresent()) {
      return new Following(record, decided, refused);
    }
    return queued(record, ids, now, refused);
  }

  private static Optional<SwapRequest> automatic(App app, Deployment deployed) {
    return app.find(deployed.slot())
        .flatMap(
            slot ->
                slot.autoSwapTarget()
                    .map(target -> SwapRequest.of(app.name(), slot.name(), target)));
  }

  private Optional<String> refusal(AppRecord record, SwapRequest request) {
    Optional<Operation> pausing = record.holding(request.source());
    if (pausing.isEmpty()) {
      pausing = record.holding(request.target());
    }
    if (pausing.isPresent()) {
      return Optional.of(
          new ConflictException("the automatic swap", pausing.get()).refusal().sentence());
    }
    return swaps.refusals(record.app(), request, limits).stream()
        .findFirst()
        .map(Refusal::sentence);
  }

  private static Optional<Next> decided(AppRecord record, Instant now) {
    for (Operation paused : record.paused()) {
      if (paused.decision().isPresent()) {
        return Optional.of(new Next.Resume(paused, paused.decision().get()));
      }
      if (paused.isExpired(now)) {
        return Optional.of(new Next.Resume(paused, Decision.EXPIRE));
      }
    }
    return Optional.empty();
  }

  private Following queued(
      AppRecord record, Supplier<OperationId> ids, Instant now, List<Refused> refused) {
    List<QueuedDeployment> waiting = new ArrayList<>(record.queue());
    while (!waiting.isEmpty()) {
      QueuedDeployment first = waiting.remove(0);
      try {
        Deployment task = facts(record, first);
        return new Following(
            record.withQueue(List.copyOf(waiting)),
            Optional.of(new Next.Begin(first.id(), first.requestId(), task, first.limits())),
            refused);
      } catch (RefusedException e) {
        refused.add(
            new Refused(
                first.id(), new Wanted.Queued(first), first.since(), e.refusal().sentence()));
      }
    }
    return settled(record.withQueue(List.of()), ids, now, refused);
  }

  private Deployment facts(AppRecord record, QueuedDeployment waiting) {
    Optional<Operation> pausing = record.holding(waiting.slot());
    if (pausing.isPresent()) {
      throw new ConflictException(waiting.describe(), pausing.get());
    }
    return deployments.deployment(
        record.app(),
        waiting.slot(),
        waiting.content(),
        waiting.given(),
        waiting.id(),
        waiting.limits());
  }

  private Following settled(
      AppRecord record, Supplier<OperationId> ids, Instant now, List<Refused> refused) {
    AppRecord left = record;
    for (SlotName slot : SettlingRules.due(record.app(), now)) {
      if (record.holding(slot).isEmpty()) {
        Optional<Settling> settling = settlings.settling(left.app(), slot);
        left = left.toBuilder().app(SettlingRules.released(left.app(), slot)).build();
        if (settling.isPresent()) {
          return new Following(
              left, Optional.of(new Next.Begin(ids.get(), settling.get(), limits)), refused);
        }
      }
    }
    return new Following(left, Optional.empty(), refused);
  }
}
