package io.slots.core;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.loop.Operations.Beginning;
import io.slots.core.rules.DeploymentRules;
import io.slots.settings.SettingsChange;
import java.util.List;
import java.util.Optional;

/** The slots of the apps of a store. */
final class SlotsOfApps implements SlotEditor {
  private final Aggregates aggregates;
  private final DeploymentRules rules;
  private final LimitationPolicy limitations;
  private final boolean canProvision;

  SlotsOfApps(
      Aggregates aggregates,
      DeploymentRules rules,
      LimitationPolicy limitations,
      boolean canProvision) {
    this.aggregates = aggregates;
    this.rules = rules;
    this.limitations = limitations;
    this.canProvision = canProvision;
  }

  @Override
  public App create(AppName app, SlotName slot) {
    return aggregates.reroute(
        app, "create slot " + slot, it -> it.withNewSlot(Slot.named(slot), limitations));
  }

  @Override
  public App configure(AppName app, SlotName slot, SettingsChange change) {
    return aggregates.edit(
        app, slot, "configure slot " + slot, it -> it.withSettings(it.slot(slot).name(), change));
  }

  @Override
  public App route(AppName app, List<TrafficShare> shares) {
    return aggregates.reroute(app, "route shares " + shares, it -> it.withTraffic(shares));
  }

  @Override
  public Running deploy(AppName app, SlotName slot, Content content) {
    if (!canProvision) {
      throw new RefusedException(
          Rule.of(1, 4),
          "deployment of " + content.id() + " without an InstanceProvisioner",
          "build the engine with one, or deploy on instances of your own");
    }
    return aggregates.begin(
        app,
        Optional.empty(),
        aggregates.limits(),
        "deploy " + content.version() + " to " + slot,
        (it, id) ->
            new Beginning(it, rules.onNewInstances(it, slot, content, id, aggregates.limits())));
  }

  @Override
  public Running deploy(AppName app, SlotName slot, Content content, List<Instance> instances) {
    return aggregates.begin(
        app,
        Optional.empty(),
        aggregates.limits(),
        "deploy " + content.version() + " to " + slot,
        (it, id) ->
            new Beginning(
                it, rules.onGivenInstances(it, slot, content, instances, aggregates.limits())));
  }

  @Override
  public Running repair(AppName app, SlotName slot) {
    return aggregates.begin(
        app,
        Optional.empty(),
        aggregates.limits(),
        "repair slot " + slot,
        (it, id) -> new Beginning(it, rules.repair(it, slot)));
  }

  @Override
  public App stop(AppName app, SlotName slot) {
    return stopped(app, slot, true);
  }

  @Override
  public App start(AppName app, SlotName slot) {
    return stopped(app, slot, false);
  }

  private App stopped(AppName app, SlotName slot, boolean stopped) {
    return aggregates.reroute(
        app,
        (stopped ? "stop slot " : "start slot ") + slot,
        it -> it.withSlot(slot, was -> was.toBuilder().stopped(stopped).build()));
  }
}
