package io.slots.core;

import static java.util.Objects.requireNonNull;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.core.loop.Beginning;
import io.slots.core.rules.DeletionRules;
import io.slots.core.rules.ScalingRules;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The apps of a store. */
final class AppsOfStore implements Apps {
  private final Aggregates aggregates;
  private final OperationsOfApps operations;
  private final SlotStore store;
  private final LimitationPolicy limitations;
  private final ScalingRules scaling;

  AppsOfStore(
      Aggregates aggregates,
      OperationsOfApps operations,
      SlotStore store,
      LimitationPolicy limitations,
      ScalingRules scaling) {
    this.aggregates = aggregates;
    this.operations = operations;
    this.store = store;
    this.limitations = limitations;
    this.scaling = scaling;
  }

  @Override
  public App create(App app) {
    requireNonNull(app, "app");
    App allowed = app.withPlan(app.plan(), limitations);
    for (Slot slot : app.slots().values()) {
      if (slot.deployed().isPresent()) {
        throw new RefusedException(
            Rule.of(1, 4),
            "new slot \"" + slot.name() + "\" of app " + app.name() + " has content",
            "a new slot is empty; deploy to it afterwards");
      }
    }
    aggregates.create(
        allowed,
        new RefusedException(
            Rule.of(1, 2), "there is an app \"" + app.name() + "\" already", "take another name"));
    return aggregates.reroute(app.name(), List.of(), "create app " + app.name(), it -> it);
  }

  @Override
  public App get(AppName name) {
    requireNonNull(name, "name");
    return aggregates.get(name).app();
  }

  @Override
  public Optional<App> find(AppName name) {
    requireNonNull(name, "name");
    return aggregates.await(store.find(name)).map(AppRecord::app);
  }

  @Override
  public List<AppName> list() {
    return aggregates.await(store.apps());
  }

  @Override
  public App republish(AppName name) {
    requireNonNull(name, "name");
    return aggregates.reroute(name, List.of(), "publish the routes of app " + name, it -> it);
  }

  @Override
  public Running changePlan(AppName name, Plan plan) {
    requireNonNull(name, "name");
    requireNonNull(plan, "plan");
    return move(name, "move app " + name + " to plan " + plan.describe(), app -> plan);
  }

  @Override
  public Running scale(AppName name, int workers) {
    requireNonNull(name, "name");
    return move(
        name,
        "scale app " + name + " to " + workers + " workers",
        app -> app.plan().withWorkers(workers));
  }

  private Running move(AppName name, String text, Function<App, Plan> plan) {
    OperationId id = aggregates.newId();
    return aggregates.begin(
        aggregates.request(name, id, text),
        record -> {
          App app = record.app();
          return Optional.of(
              new Beginning(app, scaling.scaling(app, plan.apply(app), id, aggregates.limits())));
        });
  }

  @Override
  public Running delete(AppName name) {
    requireNonNull(name, "name");
    return delete(name, false);
  }

  @Override
  public Running deleteWithSlots(AppName name) {
    requireNonNull(name, "name");
    AppRecord now = aggregates.get(name);
    aggregates.requireIdle(now, "delete app " + name + " with its slots");
    for (Operation paused : now.paused()) {
      operations.cancel(name, paused.id());
      operations.follow(name, paused.id()).await();
    }
    return delete(name, true);
  }

  private Running delete(AppName name, boolean cascade) {
    return aggregates.begin(
        aggregates.request(name, aggregates.newId(), "delete app " + name),
        record ->
            Optional.of(
                new Beginning(record.app(), DeletionRules.appDeletion(record.app(), cascade))));
  }
}
