package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.SwapStage.GREEN;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.operation.Batch;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * S1.4, S9.1: a deployment makes new instances, and the slot serves what it has until they pass.
 */
class DeploymentStepsTest {
  private static final Duration RESTART = Duration.ofSeconds(230);
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final Content V3 = Content.of("v3");
  private static final Instance V3_1 = Instance.of("v3-1", "http://10.0.3.1:80");
  private static final Settings SETTINGS = Settings.of(GREEN);
  private static final Batch BATCH = batch(PRODUCTION).addMade(V3_1.id()).build();
  private static final Deployment DEPLOYMENT = deployment(BATCH);
  private static final Scene SCENE = scene(shop(), DEPLOYMENT, it -> it.addProvisioned(V3_1));
  private static final Set<InstanceId> FORMER = SwapStage.ids(V1_1, V1_2);

  @Test
  @DisplayName("S9.1 a deployment is routed after its instances are made, awaited and warmed up")
  void deployment_hasItsOrder() {
    Flow flow = Flow.of(DEPLOYMENT);

    assertThat(flow.steps())
        .extracting(Step::name)
        .containsExactly(
            StepName.PROVISION_INSTANCES,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_INSTANCES,
            StepName.END_FORMER_INSTANCES);
    assertThat(flow.pointOfNoReturn()).isEqualTo(3);
    assertThat(flow.steps().get(4)).isEqualTo(new DrainInstances(FORMER));
    assertThat(flow.steps().get(5)).isEqualTo(new EndInstances(Set.of()));
  }

  @Test
  @DisplayName("S1.4 every new instance is made once, with content and settings of its slot")
  void instances_areMade() {
    ProvisionInstances step = new ProvisionInstances(List.of(BATCH));
    Provision provision = new Provision(SHOP, PRODUCTION, V3, V3_1.id(), SETTINGS);
    Story story = Story.begins();

    assertThat(step.applies(SCENE)).isTrue();
    assertThat(step.instances(SCENE)).containsExactly(V3_1.id());
    assertThat(next(step, story)).isEqualTo(new Move.Act(provision, RESTART));
    assertThat(next(step, story.then(provision, started(V3_1)))).isEqualTo(Move.DONE);
    assertThat(next(step, Story.begins().then(provision, failed())))
        .isEqualTo(new Move.Fail("v3-1 could not be started: out of order"));
  }

  @Test
  @DisplayName("S1.4 given instances are not made, and not ended")
  void givenInstances_areNotMade() {
    ProvisionInstances step =
        new ProvisionInstances(List.of(batch(PRODUCTION).addGiven(V3_1).build()));

    assertThat(step.applies(SCENE)).isFalse();
    assertThat(step.undoes(goingBack(SCENE))).isFalse();
    assertThat(step.undoInstances(goingBack(SCENE))).isEmpty();
  }

  @Test
  @DisplayName("S9.2 going back, the new instances are ended")
  void undo_endsTheNewInstances() {
    ProvisionInstances step = new ProvisionInstances(List.of(BATCH));
    Scene back = goingBack(SCENE);
    Decommission end = new Decommission(SHOP, V3_1.id());

    assertThat(step.undoes(back)).isTrue();
    assertThat(step.undoInstances(back)).containsExactly(V3_1.id());
    assertThat(step.undo(back, V3_1.id(), some(V3_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(end, RESTART));
    assertThat(step.undo(back, V3_1.id(), some(V3_1), Story.begins().then(end, done()).seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 every new instance is awaited, under the host of its slot")
  void newInstances_areAwaited() {
    AwaitNewInstances step = new AwaitNewInstances(List.of(BATCH));

    assertThat(step.applies(SCENE)).isTrue();
    assertThat(new AwaitNewInstances(List.of()).applies(SCENE)).isFalse();
    assertThat(step.instances(SCENE)).containsExactly(V3_1.id());
    assertThat(next(step, Story.begins())).isEqualTo(ask("/"));
  }

  @Test
  @DisplayName("S9.1 new instances for production are warmed up; others may come cold")
  void newInstancesForProduction_areWarmedUp() {
    WarmUpNewInstances step = new WarmUpNewInstances(List.of(BATCH));
    Batch cold = batch(STAGING).addMade(InstanceId.of("v3-2")).build();

    assertThat(step.applies(SCENE)).isTrue();
    assertThat(step.instances(SCENE)).containsExactly(V3_1.id());
    assertThat(next(step, Story.begins())).isEqualTo(ask("/ping"));
    assertThat(new WarmUpNewInstances(List.of(cold)).applies(SCENE)).isFalse();
    assertThat(
            new WarmUpNewInstances(List.of(cold, BATCH))
                .instances(
                    scene(
                        shop(),
                        DEPLOYMENT,
                        it -> it.addProvisioned(Instance.of("v3-2", "http://10.0.3.2:80"), V3_1))))
        .containsExactly(V3_1.id());
  }

  @Test
  @DisplayName("S9.1 new instances of a slot with a share of production's requests come warm too")
  void newInstancesForAShare_areWarmedUp() {
    Batch batch = batch(STAGING).addMade(V3_1.id()).build();
    WarmUpNewInstances step = new WarmUpNewInstances(List.of(batch));
    Scene sharing =
        scene(SwapStage.sharing(shop()), deployment(batch), it -> it.addProvisioned(V3_1));

    assertThat(step.applies(sharing)).isTrue();
    assertThat(step.instances(sharing)).containsExactly(V3_1.id());
  }

  @Test
  @DisplayName("S9.1 an instance that no batch has is a mistake, not somebody else's")
  void strangeInstance_isAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> NewInstances.batchOf(List.of(BATCH), V1_1.id()))
        .withMessage("v1-1 is in no batch");
  }

  @Test
  @DisplayName("S9.1 the slot's route goes to the new instances in one step")
  void route_goesToTheNewInstances() {
    RouteDeployment step = new RouteDeployment(DEPLOYMENT);
    App after = step.apply(SCENE, Findings.NONE, Story.begins().seen());
    PublishRoutes publish = SCENE.publish(after, 10);

    assertThat(after.production().deployed())
        .contains(Deployed.of(V3, List.of(V3_1), SETTINGS).withMadeByLibrary(true));
    assertThat(after.slot(STAGING)).isEqualTo(shop().slot(STAGING));
    assertThat(step.finish(SCENE, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, ROUTING));
    assertThat(publish.table().route(PRODUCTION).orElseThrow().instances()).containsExactly(V3_1);
  }

  @Test
  @DisplayName("S4.9 a restart leaves the slot's content, and its last swap, as they are")
  void restart_doesNotDisturb() {
    LastSwap swap =
        LastSwap.builder()
            .operation(OperationId.of("swap-1"))
            .at(Story.START)
            .source(STAGING)
            .target(PRODUCTION)
            .preservedVnet(false)
            .build();
    App swapped = shop().withSlot(PRODUCTION, it -> it.toBuilder().lastSwap(swap).build());
    Deployment restart = Deployment.builder().from(DEPLOYMENT).restart(true).build();

    assertThat(lastSwapAfter(swapped, restart)).contains(swap);
    assertThat(lastSwapAfter(swapped, DEPLOYMENT)).contains(swap.disturbed());
  }

  private static Optional<LastSwap> lastSwapAfter(App app, Deployment deployment) {
    return new RouteDeployment(deployment)
        .apply(scene(app, deployment), Findings.NONE, Story.begins().seen())
        .production()
        .lastSwap();
  }

  @Test
  @DisplayName("S1.4 given instances stay the embedder's")
  void givenInstances_stayTheEmbedders() {
    Deployment given = deployment(batch(PRODUCTION).addGiven(V3_1).build());

    App after = new RouteDeployment(given).apply(SCENE, Findings.NONE, Story.begins().seen());

    assertThat(after.production().deployed().orElseThrow().madeByLibrary()).isFalse();
  }

  @Test
  @DisplayName("S9.2 going back, the former routes are in force before the new instances end")
  void undo_withdrawsAndDrainsTheNewInstances() {
    RouteDeployment step = new RouteDeployment(DEPLOYMENT);
    Scene back = goingBack(SCENE);
    PublishRoutes former = back.publish(shop(), 10);
    CountInFlight count = new CountInFlight(SHOP, Set.of(V3_1.id()));
    Story story = Story.begins();

    assertThat(step.undoes(back)).isTrue();
    assertThat(step.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(former, ROUTING));
    assertThat(step.finishUndo(back, Findings.NONE, Story.begins().then(former, refused()).seen()))
        .isEqualTo(new Move.Act(new ReadRoutes(SHOP), ROUTING));
    story.then(former, inForce(former));
    assertThat(step.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V3_1.id(), 0));
    assertThat(step.finishUndo(back, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S1.6 what a deployment replaced is drained; the library ends what it made itself")
  void replacedInstances_leave() {
    Deployed made = shop().production().deployed().orElseThrow().withMadeByLibrary(true);
    Deployment deployment = Deployment.builder().batch(BATCH).former(made).build();
    Deployment onTheSame =
        Deployment.builder().batch(batch(PRODUCTION).addGiven(V1_1).build()).former(made).build();
    Deployment first = Deployment.builder().batch(BATCH).build();

    assertThat(Leaving.replaced(deployment)).isEqualTo(FORMER);
    assertThat(Leaving.replacedOfLibrary(deployment)).isEqualTo(FORMER);
    assertThat(Leaving.replaced(onTheSame)).containsExactly(V1_2.id());
    assertThat(Leaving.replacedOfLibrary(onTheSame)).containsExactly(V1_2.id());
    assertThat(Leaving.replaced(DEPLOYMENT)).isEqualTo(FORMER);
    assertThat(Leaving.replacedOfLibrary(DEPLOYMENT)).isEmpty();
    assertThat(Leaving.replaced(first)).isEmpty();
  }

  @Test
  @DisplayName("S1.6 leaving instances are drained, then ended one by one")
  void leavingInstances_areDrainedAndEnded() {
    DrainInstances drain = new DrainInstances(FORMER);
    EndInstances end = new EndInstances(FORMER);
    CountInFlight count = new CountInFlight(SHOP, FORMER);

    assertThat(drain.applies(SCENE)).isTrue();
    assertThat(drain.finish(SCENE, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    assertThat(end.applies(SCENE)).isTrue();
    assertThat(end.instances(SCENE)).containsExactly(V1_1.id(), V1_2.id());
    assertThat(end.next(SCENE, V1_1.id(), some(V1_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(new Decommission(SHOP, V1_1.id()), RESTART));
    assertThat(new DrainInstances(Set.of()).applies(SCENE)).isFalse();
    assertThat(new EndInstances(Set.of()).applies(SCENE)).isFalse();
  }

  private static Move next(Step step, Story story) {
    return step.next(SCENE, V3_1.id(), some(V3_1), story.seen());
  }

  private static Move ask(String path) {
    return new Move.Act(new Probe(SHOP, V3_1, SHOP_HOST, path, REQUEST), REQUEST);
  }

  private static Batch.Builder batch(SlotName slot) {
    return Batch.builder()
        .slot(slot)
        .content(V3)
        .settings(SETTINGS)
        .warmUp(SwapStage.warmUp(Setting.of(WarmUpPlan.PING_PATH, "/ping")));
  }

  private static Deployment deployment(Batch batch) {
    return Deployment.builder().batch(batch).former(shop().production().deployed()).build();
  }
}
