package io.slots.core;

import static java.util.Objects.requireNonNull;

import io.slots.OperationId;
import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.LimitationPolicy;
import io.slots.app.SlotName;
import io.slots.core.loop.Beginning;
import io.slots.core.loop.Request;
import io.slots.core.rules.Rehearsal;
import io.slots.core.rules.RollbackRules;
import io.slots.core.rules.SwapRules;
import io.slots.core.rules.VersionRules;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.ConflictException;
import io.slots.operation.Decision;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.Swap;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Swaps the slots of the apps of a store. */
final class StoredSwaps implements SwapEngine {
  private static final Rule S5_2 = Rule.of(5, 2);

  private final Aggregates aggregates;
  private final OperationsOfApps operations;
  private final SwapRules rules;
  private final LimitationPolicy limitations;

  StoredSwaps(
      Aggregates aggregates,
      OperationsOfApps operations,
      SwapRules rules,
      LimitationPolicy limitations) {
    this.aggregates = aggregates;
    this.operations = operations;
    this.rules = rules;
    this.limitations = limitations;
  }

  @Override
  public SwapPreview preview(SwapRequest request) {
    requireNonNull(request, "request");
    AppRecord record = aggregates.get(request.app());
    App app = record.app();
    Limits limits = limits(request);
    List<Refusal> refusals = new ArrayList<>(rules.refusals(app, request, limits));
    inTheWay(record, request)
        .ifPresent(it -> refusals.add(new ConflictException(describe(request), it).refusal()));
    boolean bothExist =
        app.find(request.source()).isPresent() && app.find(request.target()).isPresent();
    SwapPreview.Builder preview =
        SwapPreview.builder()
            .request(request)
            .limits(limits)
            .refusals(refusals)
            .routes(RoutingTable.of(app, RoutingGeneration.NONE).routes());
    if (bothExist) {
      preview.exchange(
          rules.stickiness(app, request),
          app.slot(request.source()).settings(),
          app.slot(request.target()).settings());
      preview.warnings(rules.warnings(app, request));
    }
    if (refusals.isEmpty()) {
      Swap swap = rules.facts(app, request, limits);
      preview.warmUp(swap.warmUp());
      preview.steps(new Rehearsal(record, swap, limits).steps());
    }
    return preview.build();
  }

  private static Optional<Operation> inTheWay(AppRecord record, SwapRequest request) {
    return record
        .operation()
        .or(() -> record.holding(request.source()))
        .or(() -> record.holding(request.target()));
  }

  @Override
  public Running swap(SwapRequest request) {
    requireNonNull(request, "request");
    return aggregates.begin(
        asked(request), record -> Optional.of(beginning(record.app(), request)));
  }

  private Beginning beginning(App app, SwapRequest request) {
    return new Beginning(app, rules.factsUnlessRefused(app, request, limits(request)));
  }

  @Override
  public Running prepare(SwapRequest request) {
    requireNonNull(request, "request");
    Limits limits = limits(request);
    return aggregates.begin(
        asked(request),
        record -> {
          App app = record.app();
          SwapRules.requireNone(app, request, rules.refusalsOfPreview(app, request, limits));
          return Optional.of(new Beginning(app, rules.factsOfPreview(app, request, limits)));
        });
  }

  private Request asked(SwapRequest request) {
    return aggregates.request(
        request.app(), aggregates.newId(), request.requestId(), limits(request), describe(request));
  }

  private Limits limits(SwapRequest request) {
    return request.limits().appliedTo(aggregates.limits());
  }

  private static String describe(SwapRequest request) {
    return "swap " + request.source() + " into " + request.target();
  }

  @Override
  public Running complete(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    AppRecord record = aggregates.get(app);
    SlotName name = record.app().slot(slot).name();
    Optional<Operation> pending = pending(record, name);
    if (pending.isPresent()) {
      return aggregates
          .driver()
          .complete(app, pending.get())
          .map(aggregates::running)
          .orElseGet(() -> complete(app, slot));
    }
    Optional<Operation> underWay = record.operation().filter(it -> isPreview(it) && it.holds(name));
    if (underWay.isPresent()) {
      return completed(underWay.get());
    }
    return completedLast(app, name)
        .map(it -> operations.follow(app, it.id()))
        .orElseThrow(
            () ->
                new RefusedException(
                    S5_2,
                    "no swap with preview of slot \"" + name + "\" is pending",
                    "prepare one first, or swap without"));
  }

  /** One that was completed already goes on, or is being reverted; another does not pause yet. */
  private Running completed(Operation preview) {
    if (preview.decision().filter(Decision.COMPLETE::equals).isPresent()) {
      return operations.follow(preview.app(), preview.id());
    }
    throw new RefusedException(
        S5_2,
        "\""
            + preview.task().describe()
            + "\" ("
            + preview.id()
            + ") is not pending: it is at \""
            + preview.state()
            + "\"",
        preview.isGoingBack() ? "prepare another one" : "wait until it pauses");
  }

  private static Optional<Operation> pending(AppRecord record, SlotName slot) {
    return record.paused().stream().filter(it -> it.holds(slot)).findFirst();
  }

  private static boolean isPreview(Operation operation) {
    return operation.task() instanceof Swap swap && swap.pauses();
  }

  /**
   * Whoever completes twice gets what he completed first, even if it was settled since: that is its
   * last step, held back (S4.9).
   */
  private Optional<EndedOperation> completedLast(AppName app, SlotName slot) {
    return aggregates.driver().history(app).stream()
        .filter(it -> it.slots().contains(slot) && it.kind() != OperationKind.SETTLING)
        .findFirst()
        .filter(
            it ->
                it.steps().stream()
                    .map(StepTime::step)
                    .anyMatch(StepName.RECHECK_INSTANCES::equals));
  }

  @Override
  public Cancellation cancel(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    AppRecord record = aggregates.get(app);
    SlotName name = record.app().slot(slot).name();
    return pending(record, name)
        .or(() -> record.operation().filter(it -> it.task() instanceof Swap && it.holds(name)))
        .map(it -> operations.cancel(app, it.id()))
        .orElseGet(Cancellation.NothingToCancel::new);
  }

  @Override
  public Running rollback(AppName app, OperationId swap) {
    requireNonNull(app, "app");
    requireNonNull(swap, "swap");
    return rollback(app, swap, Optional.empty());
  }

  @Override
  public Running rollback(AppName app, OperationId swap, RequestId request) {
    requireNonNull(app, "app");
    requireNonNull(swap, "swap");
    requireNonNull(request, "request");
    return rollback(app, swap, Optional.of(request));
  }

  private Running rollback(AppName app, OperationId swap, Optional<RequestId> request) {
    Instant now = aggregates.now();
    return aggregates.begin(
        aggregates.request(
            app, aggregates.newId(), request, aggregates.limits(), "roll back " + swap),
        record ->
            Optional.of(
                beginning(
                    record.app(),
                    RollbackRules.swap(
                        record.app(), aggregates.driver().history(app), swap, now))));
  }

  @Override
  public Optional<Running> bringVersion(VersionRequest request) {
    requireNonNull(request, "request");
    Limits limits = request.limits().appliedTo(aggregates.limits());
    return aggregates.beginIfNeeded(
        aggregates.request(
            request.app(),
            aggregates.newId(),
            request.requestId(),
            limits,
            "bring version " + request.version() + " to " + request.slot()),
        record -> VersionRules.swap(record.app(), request).map(it -> beginning(record.app(), it)));
  }

  @Override
  public App autoSwap(AppName app, SlotName slot, SlotName target) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(target, "target");
    return aggregates.edit(
        app,
        List.of(slot, target),
        "swap slot " + slot + " automatically",
        it -> it.withAutoSwap(slot, Optional.of(target), limitations));
  }

  @Override
  public App noAutoSwap(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return aggregates.edit(
        app,
        List.of(slot),
        "swap slot " + slot + " automatically no more",
        it -> it.withAutoSwap(slot, Optional.empty(), limitations));
  }
}
