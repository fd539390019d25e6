package io.slots.core;

import static java.util.Objects.requireNonNull;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.loop.Beginning;
import io.slots.core.rules.DeletionRules;
import io.slots.core.rules.DeploymentRules;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.RequestId;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;

/** The slots of the apps of a store. */
final class SlotsOfApps implements SlotEditor {
  private final Aggregates aggregates;
  private final OperationsOfApps operations;
  private final DeploymentRules rules;
  private final LimitationPolicy limitations;

  SlotsOfApps(
      Aggregates aggregates,
      OperationsOfApps operations,
      DeploymentRules rules,
      LimitationPolicy limitations) {
    this.aggregates = aggregates;
    this.operations = operations;
    this.rules = rules;
    this.limitations = limitations;
  }

  @Override
  public App create(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return aggregates.reroute(
        app,
        List.of(slot),
        "create slot " + slot,
        it -> it.withNewSlot(Slot.named(slot), limitations));
  }

  @Override
  public App create(AppName app, SlotName slot, Cloning cloning) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(cloning, "cloning");
    return aggregates.reroute(
        app,
        List.of(slot),
        "create slot " + slot + " as a clone of " + cloning.source(),
        it -> it.withNewSlot(slot, cloning, limitations));
  }

  @Override
  public Running delete(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    String request = "delete slot " + slot;
    AppRecord now = aggregates.get(app);
    aggregates.requireIdle(now, request);
    DeletionRules.deletion(now.app(), slot);
    Optional<Operation> pending = now.paused().stream().filter(it -> it.holds(slot)).findFirst();
    if (pending.isPresent()) {
      operations.cancel(app, pending.get().id());
      operations.follow(app, pending.get().id()).await();
    }
    return aggregates.begin(
        aggregates.request(app, aggregates.newId(), request),
        record ->
            Optional.of(new Beginning(record.app(), DeletionRules.deletion(record.app(), slot))));
  }

  @Override
  public App move(AppName app, SlotName slot, Optional<Plan> plan) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(plan, "plan");
    return aggregates.edit(
        app, List.of(slot), "move slot " + slot, it -> it.withOwnPlan(slot, plan, limitations));
  }

  @Override
  public App configure(AppName app, SlotName slot, SettingsChange change) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(change, "change");
    return aggregates.edit(
        app,
        List.of(slot),
        "configure slot " + slot,
        it -> it.withSettings(it.slot(slot).name(), change));
  }

  @Override
  public App route(AppName app, List<TrafficShare> shares) {
    requireNonNull(app, "app");
    requireNonNull(shares, "shares");
    return aggregates.share(app, shares);
  }

  @Override
  public Running deploy(AppName app, SlotName slot, Content content) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(content, "content");
    return deploy(DeploymentRequest.of(app, slot, content));
  }

  @Override
  public Running deploy(AppName app, SlotName slot, Content content, List<Instance> instances) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(content, "content");
    requireNonNull(instances, "instances");
    rules.requireInstances(content, instances);
    return deploy(
        DeploymentRequest.builder()
            .app(app)
            .slot(slot)
            .content(content)
            .instances(instances)
            .build());
  }

  @Override
  public Running deploy(DeploymentRequest request) {
    requireNonNull(request, "request");
    if (request.instances().isEmpty()) {
      rules.requireProvisioner(request.content());
    }
    Limits limits = request.limits().appliedTo(aggregates.limits());
    QueuedDeployment deployment =
        QueuedDeployment.builder()
            .id(aggregates.newId())
            .requestId(request.requestId())
            .slot(request.slot())
            .content(request.content())
            .given(request.instances())
            .limits(limits)
            .since(aggregates.now())
            .build();
    return aggregates.beginOrQueue(
        aggregates.request(
            request.app(), deployment.id(), request.requestId(), limits, deployment.describe()),
        deployment,
        record ->
            Optional.of(
                new Beginning(
                    record.app(),
                    rules.deployment(
                        record.app(),
                        request.slot(),
                        request.content(),
                        request.instances(),
                        deployment.id(),
                        limits))));
  }

  @Override
  public Running restart(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return restart(app, slot, Optional.empty());
  }

  @Override
  public Running restart(AppName app, SlotName slot, RequestId request) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    requireNonNull(request, "request");
    return restart(app, slot, Optional.of(request));
  }

  private Running restart(AppName app, SlotName slot, Optional<RequestId> request) {
    OperationId id = aggregates.newId();
    return aggregates.begin(
        aggregates.request(app, id, request, aggregates.limits(), "restart slot " + slot),
        record ->
            Optional.of(
                new Beginning(
                    record.app(), rules.restart(record.app(), slot, id, aggregates.limits()))));
  }

  @Override
  public Running repair(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return aggregates.begin(
        aggregates.request(app, aggregates.newId(), "repair slot " + slot),
        record -> Optional.of(new Beginning(record.app(), rules.repair(record.app(), slot))));
  }

  @Override
  public App stop(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return stopped(app, slot, true);
  }

  @Override
  public App start(AppName app, SlotName slot) {
    requireNonNull(app, "app");
    requireNonNull(slot, "slot");
    return stopped(app, slot, false);
  }

  private App stopped(AppName app, SlotName slot, boolean stopped) {
    return aggregates.reroute(
        app,
        List.of(slot),
        (stopped ? "stop slot " : "start slot ") + slot,
        it -> it.withSlot(slot, was -> was.toBuilder().stopped(stopped).build()));
  }
}
