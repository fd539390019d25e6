package io.slots.core;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.loop.Begun;
import io.slots.core.loop.Hosts;
import io.slots.core.loop.OperationRun;
import io.slots.core.loop.Operations;
import io.slots.core.loop.Surroundings;
import io.slots.operation.ConflictException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.Rerouting;
import io.slots.operation.RoutesNotInForceException;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads and changes aggregates for the interfaces that callers have: edits at once, operations
 * begun.
 */
final class Aggregates {
  private static final int MOST_TRIES = 1_000;

  private final Surroundings surroundings;
  private final Operations operations;
  private final Limits limits;
  private final Supplier<OperationId> ids;

  Aggregates(
      Surroundings surroundings, Operations operations, Limits limits, Supplier<OperationId> ids) {
    this.surroundings = surroundings;
    this.operations = operations;
    this.limits = limits;
    this.ids = ids;
  }

  AppRecord get(AppName app) {
    return operations.find(app);
  }

  Limits limits() {
    return limits;
  }

  OperationId newId() {
    return ids.get();
  }

  <T> T await(CompletionStage<T> stage) {
    return surroundings.scheduler().await(stage);
  }

  /** Writes the first record of an app. */
  void create(App app, RuntimeException ifExists) {
    StoreAnswer answer = await(surroundings.store().create(AppRecord.first(app)));
    if (answer instanceof StoreAnswer.HostTaken taken) {
      throw Hosts.taken(taken);
    }
    if (answer instanceof StoreAnswer.Stale) {
      throw ifExists;
    }
  }

  /** Changes the app at once, unless any operation is under way on it. */
  App editAlone(AppName name, String request, UnaryOperator<App> change) {
    return edit(name, operation -> true, request, change);
  }

  /** Changes the app at once, unless an operation holds {@code slot}. Routes are not touched. */
  App edit(AppName name, SlotName slot, String request, UnaryOperator<App> change) {
    return edit(name, operation -> operation.task().slots().contains(slot), request, change);
  }

  private App edit(
      AppName name, Predicate<Operation> inTheWay, String request, UnaryOperator<App> change) {
    for (int i = 0; i < MOST_TRIES; i++) {
      AppRecord record = get(name);
      Optional<Operation> operation = record.operation();
      if (operation.filter(inTheWay).isPresent()) {
        throw new ConflictException(request, operation.get());
      }
      App changed = change.apply(record.app());
      if (changed.equals(record.app())) {
        return changed;
      }
      StoreAnswer answer =
          await(surroundings.store().replace(record.next(changed, operation), Optional.empty()));
      if (answer instanceof StoreAnswer.Written) {
        return changed;
      }
    }
    throw new StoreException(
        "app " + name + " changed " + MOST_TRIES + " times meanwhile; try again");
  }

  /**
   * Changes the app and, in an operation of its own, its routes; returns it when these are in
   * force.
   */
  App reroute(AppName name, String change, UnaryOperator<App> edit) {
    Running run =
        begin(
            name,
            Optional.empty(),
            limits,
            change,
            (app, id) -> new Operations.Beginning(edit.apply(app), Rerouting.of(change)));
    Outcome outcome = await(run.outcome());
    if (!(outcome instanceof Outcome.Completed)) {
      throw new RoutesNotInForceException(
          "\""
              + change
              + "\" is stored, but its routes are not in force: "
              + outcome.report().reason().orElse("")
              + "; any further change of the app's routes brings them into force");
    }
    return get(name).app();
  }

  /** Computes what an operation is to do. */
  @FunctionalInterface
  interface BeginningOf {
    Operations.Beginning of(App app, OperationId id);
  }

  Running begin(
      AppName name,
      Optional<RequestId> requestId,
      Limits limits,
      String request,
      BeginningOf beginning) {
    OperationId id = newId();
    Function<App, Operations.Beginning> of = app -> beginning.of(app, id);
    Begun begun = operations.start(name, id, requestId, limits, request, of);
    if (begun instanceof Begun.Ended ended) {
      return new EndedBefore(ended.report().id(), Outcome.of(ended.report()));
    }
    OperationRun run = ((Begun.Driven) begun).run();
    return new DrivenOperation(run, surroundings.scheduler());
  }
}
