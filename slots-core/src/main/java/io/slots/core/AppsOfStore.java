package io.slots.core;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.util.List;
import java.util.Optional;

/** The apps of a store. */
final class AppsOfStore implements Apps {
  private final Aggregates aggregates;
  private final SlotStore store;
  private final LimitationPolicy limitations;

  AppsOfStore(Aggregates aggregates, SlotStore store, LimitationPolicy limitations) {
    this.aggregates = aggregates;
    this.store = store;
    this.limitations = limitations;
  }

  @Override
  public App create(App app) {
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
    return aggregates.reroute(app.name(), "create app " + app.name(), it -> it);
  }

  @Override
  public App get(AppName name) {
    return aggregates.get(name).app();
  }

  @Override
  public Optional<App> find(AppName name) {
    return aggregates.await(store.find(name)).map(AppRecord::app);
  }

  @Override
  public List<AppName> list() {
    return aggregates.await(store.apps());
  }

  @Override
  public App changePlan(AppName name, Plan plan) {
    return aggregates.editAlone(
        name,
        "move app " + name + " to plan " + plan.describe(),
        app -> app.withPlan(plan, limitations));
  }
}
