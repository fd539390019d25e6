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
import io.slots.operation.Deployment;
import io.slots.operation.Limits;
import io.slots.operation.Repair;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a deployment and a repair may be, and the facts of one that may start.
 *
 * @param policy which settings instances see
 */
public record DeploymentRules(SettingsPolicy policy) {
  private static final int LONGEST_PART = 25;

  /** Returns the facts of a deployment on as many new instances as the slot's plan has workers. */
  public Deployment onNewInstances(
      App app, SlotName name, Content content, OperationId operation, Limits limits) {
    String version = part(content.version());
    List<InstanceId> instances =
        IntStream.rangeClosed(1, app.plan().workers())
            .mapToObj(
                i ->
                    InstanceId.of(
                        part(app.name().folded())
                            + "-"
                            + version
                            + "-"
                            + operation.value()
                            + "-"
                            + i))
            .toList();
    return deployment(app, name, content, limits).addAllNewInstances(instances).build();
  }

  /** Returns the facts of a deployment on instances that the embedder made. */
  public Deployment onGivenInstances(
      App app, SlotName name, Content content, List<Instance> instances, Limits limits) {
    if (instances.isEmpty()) {
      throw new RefusedException(
          Rule.of(2, 4),
          "a deployment of " + content.id() + " on no instance",
          "give at least one instance");
    }
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
    return deployment(app, name, content, limits).addAllGivenInstances(instances).build();
  }

  private Deployment.Builder deployment(App app, SlotName name, Content content, Limits limits) {
    Slot slot = app.slot(name);
    if (slot.stopped()) {
      throw new RefusedException(
          Rule.of(4, 8), "slot \"" + slot.name() + "\" is stopped", "start it first");
    }
    Settings effective = effective(app, slot);
    return Deployment.builder()
        .slot(slot.name())
        .content(content)
        .former(slot.deployed())
        .settings(effective)
        .warmUp(WarmUpPlan.of(effective, content, limits.warmUpStatuses()));
  }

  /** Returns the facts of the repair of a slot that has degraded instances. */
  public Repair repair(App app, SlotName name) {
    Slot slot = app.slot(name);
    List<Instance> degraded = slot.deployed().map(Deployed::degradedInstances).orElse(List.of());
    if (degraded.isEmpty()) {
      throw new RefusedException(
          Rule.of(4, 6),
          "slot \"" + slot.name() + "\" of app " + app.name() + " has no degraded instance",
          "repair a slot that an operation left degraded");
    }
    return Repair.builder()
        .slot(slot.name())
        .deployed(slot.deployed().orElseThrow())
        .instances(degraded.stream().map(Instance::id).toList())
        .settings(effective(app, slot))
        .build();
  }

  private Settings effective(App app, Slot slot) {
    return SettingsExchange.effective(
        policy.stickiness(app.stickyNames(), app.allSettings(), true), slot.settings());
  }

  /** A part of an instance id: only characters that one may have. */
  private static String part(String text) {
    String allowed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    String cut = allowed.length() <= LONGEST_PART ? allowed : allowed.substring(0, LONGEST_PART);
    return cut.startsWith(".") ? "-" + cut.substring(1) : cut;
  }
}
