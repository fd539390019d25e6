package io.slots.core.rules;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Batch;
import io.slots.operation.Deployment;
import io.slots.operation.Limits;
import io.slots.operation.Repair;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a deployment, a restart and a repair may be, and the facts of one that may start.
 *
 * @param effective which settings instances see
 * @param canProvision whether the platform lets the library make instances
 */
public record DeploymentRules(EffectiveSettings effective, boolean canProvision) {
  /** Returns the facts of a deployment: on given instances, or on new ones where there are none. */
  public Deployment deployment(
      App app,
      SlotName name,
      Content content,
      List<Instance> given,
      OperationId operation,
      Limits limits) {
    return given.isEmpty()
        ? onNewInstances(app, name, content, operation, limits)
        : onGivenInstances(app, name, content, given, limits);
  }

  /** Returns the facts of a deployment on as many new instances as the app has workers. */
  public Deployment onNewInstances(
      App app, SlotName name, Content content, OperationId operation, Limits limits) {
    requireProvisioner(content);
    InstanceIds ids = new InstanceIds(app.name(), operation);
    return deployment(
        app, name, batch(app, name, content, limits).addAllMade(ids.next(content, app.workers())));
  }

  /** Returns the facts of a deployment on instances that the embedder made. */
  public Deployment onGivenInstances(
      App app, SlotName name, Content content, List<Instance> instances, Limits limits) {
    requireInstances(content, instances);
    Set<InstanceId> used =
        app.slots().values().stream()
            .filter(slot -> !slot.name().equals(name))
            .flatMap(slot -> slot.deployed().stream())
            .flatMap(deployed -> deployed.instances().stream())
            .map(Instance::id)
            .collect(Collectors.toCollection(HashSet::new));
    for (Instance instance : instances) {
      if (!used.add(instance.id())) {
        throw new RefusedException(
            Rule.of(1, 4),
            "instance " + instance.id() + " would serve twice in app " + app.name(),
            "an instance runs one content for one slot");
      }
    }
    return deployment(app, name, batch(app, name, content, limits).addAllGiven(instances));
  }

  /** Refuses a deployment on new instances where nobody can make any. */
  public void requireProvisioner(Content content) {
    if (!canProvision) {
      throw new RefusedException(
          Rule.of(1, 4),
          "deployment of " + content.id() + " without an InstanceProvisioner",
          "build the engine with one, or deploy on instances of your own");
    }
  }

  /** Refuses a deployment on given instances that gives none. */
  public void requireInstances(Content content, List<Instance> instances) {
    if (instances.isEmpty()) {
      throw new RefusedException(
          Rule.of(2, 4),
          "a deployment of " + content.id() + " on no instance",
          "give at least one instance");
    }
  }

  /** Returns the facts of a restart: the slot's content on as many new instances as it has. */
  public Deployment restart(App app, SlotName name, OperationId operation, Limits limits) {
    Slot slot = app.slot(name);
    Deployed deployed =
        slot.deployed()
            .orElseThrow(
                () ->
                    new RefusedException(
                        Rule.of(1, 4),
                        "slot \"" + slot.name() + "\" of app " + app.name() + " is empty",
                        "deploy to it; there is nothing to restart"));
    if (!canProvision || !deployed.madeByLibrary()) {
      throw new RefusedException(
          Rule.of(1, 4),
          "the library has not made the instances of slot \""
              + slot.name()
              + "\" of app "
              + app.name()
              + (canProvision ? "" : ", and has no InstanceProvisioner"),
          "start other instances of your own, and deploy the same content on them");
    }
    Deployment anew = onNewInstances(app, name, deployed.content(), operation, limits);
    return Deployment.builder().from(anew).restart(true).build();
  }

  private static Deployment deployment(App app, SlotName name, Batch.Builder batch) {
    return Deployment.builder().batch(batch.build()).former(app.slot(name).deployed()).build();
  }

  private Batch.Builder batch(App app, SlotName name, Content content, Limits limits) {
    Slot slot = app.slot(name);
    if (slot.stopped()) {
      throw new RefusedException(
          Rule.of(4, 8), "slot \"" + slot.name() + "\" is stopped", "start it first");
    }
    Settings settings = effective.of(app, slot);
    return Batch.builder()
        .slot(slot.name())
        .content(content)
        .settings(settings)
        .warmUp(WarmUpPlan.of(settings, content, limits.warmUpStatuses()));
  }

  /** Returns the facts of the repair of a slot that has degraded instances. */
  public Repair repair(App app, SlotName name) {
    Slot slot = app.slot(name);
    List<Instance> degraded = slot.deployed().map(Deployed::degradedInstances).orElse(List.of());
    if (degraded.isEmpty()) {
      throw new RefusedException(
          Rule.of(4, 6),
          "slot \"" + slot.name() + "\" of app " + app.name() + " has no degraded instance",
          "repair a slot whose instances did not come back; one that could not be ended is yours to"
              + " end");
    }
    return Repair.builder()
        .slot(slot.name())
        .deployed(slot.deployed().orElseThrow())
        .instances(degraded.stream().map(Instance::id).toList())
        .settings(settingsOfRepair(app, slot))
        .build();
  }

  /** While the slot is kept warm they get what those beside them run with (S4.9). */
  private Settings settingsOfRepair(App app, Slot slot) {
    return slot.deployed()
        .filter(it -> slot.keptWarmUntil().isPresent())
        .flatMap(Deployed::settings)
        .orElseGet(() -> effective.of(app, slot));
  }
}
