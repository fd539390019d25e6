package io.slots.core;

import io.slots.OperationId;
import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.core.loop.Operations;
import io.slots.core.rules.Rehearsal;
import io.slots.core.rules.SwapRules;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Swap;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Swaps the slots of the apps of a store. */
final class StoredSwaps implements SwapEngine {
  /** Of routes that are looked at and not published. */
  private static final RoutingGeneration NO_GENERATION = new RoutingGeneration(0, 0);

  private final Aggregates aggregates;
  private final Operations operations;
  private final SlotStore store;
  private final SwapRules rules;

  StoredSwaps(Aggregates aggregates, Operations operations, SlotStore store, SwapRules rules) {
    this.aggregates = aggregates;
    this.operations = operations;
    this.store = store;
    this.rules = rules;
  }

  @Override
  public SwapPreview preview(SwapRequest request) {
    AppRecord record = aggregates.get(request.app());
    App app = record.app();
    Limits limits = limits(request);
    List<Refusal> refusals = new ArrayList<>(rules.refusals(app, request, limits));
    record
        .operation()
        .ifPresent(it -> refusals.add(new ConflictException(describe(request), it).refusal()));
    boolean bothExist =
        app.find(request.source()).isPresent() && app.find(request.target()).isPresent();
    SwapPreview.Builder preview =
        SwapPreview.builder()
            .request(request)
            .limits(limits)
            .refusals(refusals)
            .routes(RoutingTable.of(app, NO_GENERATION).routes());
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

  @Override
  public Running swap(SwapRequest request) {
    Limits limits = limits(request);
    return aggregates.begin(
        request.app(),
        request.requestId(),
        limits,
        describe(request),
        (app, id) -> {
          List<Refusal> refusals = rules.refusals(app, request, limits);
          if (!refusals.isEmpty()) {
            throw new RefusedException(refusals.get(0));
          }
          return new Operations.Beginning(app, rules.facts(app, request, limits));
        });
  }

  private Limits limits(SwapRequest request) {
    return request.limits().orElse(aggregates.limits());
  }

  private static String describe(SwapRequest request) {
    return "swap " + request.source() + " into " + request.target();
  }

  @Override
  public boolean cancel(OperationId operation) {
    return operations.cancel(operation);
  }

  @Override
  public Optional<Operation> current(AppName app) {
    return aggregates.get(app).operation();
  }

  @Override
  public List<EndedOperation> history(AppName app, int limit) {
    return aggregates.await(store.history(app, limit));
  }
}
