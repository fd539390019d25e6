package io.slots.core;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.loop.Beginning;
import io.slots.core.loop.Driver;
import io.slots.core.loop.Hosts;
import io.slots.core.loop.Promise;
import io.slots.core.loop.Request;
import io.slots.core.loop.Surroundings;
import io.slots.core.rules.SharingRules;
import io.slots.operation.ConflictException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.RequestId;
import io.slots.operation.Rerouting;
import io.slots.operation.RoutesNotInForceException;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Reads and changes aggregates for the interfaces that callers have: edits at once, operations
 * begun.
 */
final class Aggregates {
  private static final int MOST_TRIES = 1_000;

  private final Surroundings surroundings;
  private final Driver driver;
  private final Limits limits;

  Aggregates(Surroundings surroundings, Driver driver, Limits limits) {
    this.surroundings = surroundings;
    this.driver = driver;
    this.limits = limits;
  }

  AppRecord get(AppName app) {
    return driver.find(app);
  }

  Driver driver() {
    return driver;
  }

  Limits limits() {
    return limits;
  }

  OperationId newId() {
    return surroundings.ids().get();
  }

  Instant now() {
    return surroundings.scheduler().now();
  }

  <T> T await(CompletionStage<T> stage) {
    return surroundings.scheduler().await(stage);
  }

  /** Writes the first record of an app. */
  void create(App app, RuntimeException ifExists) {
    long token = await(surroundings.store().lastFencingToken(app.name()));
    StoreAnswer answer = await(surroundings.store().create(AppRecord.first(app, token)));
    if (answer instanceof StoreAnswer.HostTaken taken) {
      throw Hosts.taken(taken);
    }
    if (answer instanceof StoreAnswer.Stale) {
      throw ifExists;
    }
  }

  /**
   * Changes the app at once, unless an operation holds one of {@code slots}. Routes are not
   * touched.
   *
   * @param slots the slots that the change is of; marks of slot settings are of every slot (S3.1)
   */
  App edit(AppName name, List<SlotName> slots, String request, UnaryOperator<App> change) {
    for (int i = 0; i < MOST_TRIES; i++) {
      AppRecord record = get(name);
      requireFree(record, slots, request);
      App changed = change.apply(record.app());
      if (changed.equals(record.app())) {
        return changed;
      }
      if (!changed.stickyNames().equals(record.app().stickyNames())) {
        requireFree(record, changed.slots().keySet(), request);
      }
      StoreAnswer answer =
          await(surroundings.store().replace(record.next(changed, record.operation()), List.of()));
      if (answer instanceof StoreAnswer.Written) {
        return changed;
      }
    }
    throw new StoreException(
        "app " + name + " changed " + MOST_TRIES + " times meanwhile; try again");
  }

  private static void requireFree(AppRecord record, Collection<SlotName> slots, String request) {
    for (SlotName slot : slots) {
      record.holding(slot).ifPresent(it -> refuse(request, it));
    }
  }

  /**
   * Refuses a request that is to begin an operation while another is under way, before anything is
   * done for it.
   */
  void requireIdle(AppRecord record, String request) {
    record.operation().ifPresent(it -> refuse(request, it));
  }

  private static void refuse(String request, Operation inTheWay) {
    throw new ConflictException(request, inTheWay);
  }

  /**
   * Changes the app and, in an operation of its own, its routes; returns it when these are in
   * force.
   *
   * @param slots the slots that the change is of
   */
  App reroute(AppName name, List<SlotName> slots, String change, UnaryOperator<App> edit) {
    Running run =
        begin(
            request(name, newId(), change),
            record ->
                Optional.of(new Beginning(edit.apply(record.app()), Rerouting.of(change, slots))));
    Outcome outcome = run.await();
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

  /** Sets traffic rules, in an operation of its own; returns the app when they are in force. */
  App share(AppName name, List<TrafficShare> shares) {
    Running run =
        begin(
            request(name, newId(), SharingRules.description(shares)),
            record ->
                Optional.of(
                    new Beginning(record.app(), SharingRules.set(record.app(), shares, limits))));
    Outcome outcome = run.await();
    if (!(outcome instanceof Outcome.Completed)) {
      throw new RoutesNotInForceException(
          "\""
              + SharingRules.description(shares)
              + "\" was not done, and the shares are as they were: "
              + outcome.report().reason().orElse(""));
    }
    return get(name).app();
  }

  /** A request of the engine's own limits, which the caller has no identity for. */
  Request request(AppName app, OperationId id, String text) {
    return new Request(app, id, Optional.empty(), limits, text);
  }

  Request request(
      AppName app, OperationId id, Optional<RequestId> requestId, Limits limits, String text) {
    return new Request(app, id, requestId, limits, text);
  }

  Running begin(Request request, Beginning.Of beginning) {
    return beginIfNeeded(request, beginning).orElseThrow();
  }

  Optional<Running> beginIfNeeded(Request request, Beginning.Of beginning) {
    return driver.begin(request, beginning).map(this::running);
  }

  Running beginOrQueue(Request request, QueuedDeployment deployment, Beginning.Of beginning) {
    return running(driver.beginOrQueue(request, deployment, beginning));
  }

  Running running(Promise promise) {
    return new Promised(promise, surroundings.scheduler());
  }
}
