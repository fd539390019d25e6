package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.Story.timedOut;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.sharing;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.CountInFlight;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.effect.ShowToken;
import io.slots.operation.Batch;
import io.slots.operation.Deployment;
import io.slots.operation.Repair;
import io.slots.operation.Sharing;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.5: what left a host's route undrained is drained before it is restarted next. */
class UndrainedTest {
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final CountInFlight COUNT = new CountInFlight(SHOP, SwapStage.ids(V2_1, V2_2));
  private static final CountInFlight COUNT_FORMER =
      new CountInFlight(SHOP, SwapStage.ids(V1_1, V1_2));

  private static App undrained(App app, SlotName slot) {
    return app.withSlot(
        slot, it -> it.withDeployed(it.deployed().map(that -> that.withUndrained(true))));
  }

  private static boolean isUndrained(App app, SlotName slot) {
    return app.slot(slot).deployed().filter(Deployed::undrained).isPresent();
  }

  private static App switched(App app) {
    return new UpdateRouting(swap(app)).apply(swapping(app), Findings.NONE, Story.begins().seen());
  }

  // ---- who is

  @Test
  @DisplayName("S4.5 what left the target is, until it has been restarted; the target serves")
  void formerTarget_isUndrained() {
    App switched = switched(undrained(shop(), STAGING));

    assertThat(isUndrained(switched, STAGING)).isTrue();
    assertThat(isUndrained(switched, PRODUCTION)).isFalse();

    Swap swap = swap(shop());
    App repeated =
        new RepeatForSource(Former.of(swap))
            .apply(scene(switched, swap), found(V1_1, V1_2), Story.begins().seen());
    assertThat(isUndrained(repeated, STAGING)).isFalse();
  }

  @Test
  @DisplayName("S4.5 what was so, or had a share, and is no production now, stays so")
  void promotedElsewhere_staysUndrained() {
    SlotName canary = SlotName.of("canary");
    for (App app : new App[] {undrained(plainShop(), STAGING), sharing(plainShop())}) {
      App withCanary = app.withSlot(plainShop().slot(STAGING).toBuilder().name(canary).build());
      Swap swap = swap(withCanary, it -> it.target(canary));

      App switched =
          new UpdateRouting(swap)
              .apply(scene(withCanary, swap), Findings.NONE, Story.begins().seen());

      assertThat(isUndrained(switched, canary)).isTrue();
    }
  }

  @Test
  @DisplayName("S7.1 what loses its share is, and nobody else")
  void lostShare_isUndrained() {
    App app = sharing(plainShop());
    Sharing none = Sharing.builder().shares(List.of()).admissions(List.of()).build();

    App routed = new RouteShares(none).apply(swapping(app), Findings.NONE, Story.begins().seen());

    assertThat(routed.traffic()).isEmpty();
    assertThat(isUndrained(routed, STAGING)).isTrue();
    assertThat(isUndrained(routed, PRODUCTION)).isFalse();
    Sharing same = Sharing.builder().shares(app.traffic()).admissions(List.of()).build();
    assertThat(
            isUndrained(
                new RouteShares(same).apply(swapping(app), Findings.NONE, Story.begins().seen()),
                STAGING))
        .isFalse();
  }

  @Test
  @DisplayName("S4.5 what serves production has its requests, and leaves nobody's undrained")
  void promotedIntoProductionOrItsShare_isNotUndrained() {
    App app = undrained(plainShop(), STAGING);
    assertThat(isUndrained(switched(app), PRODUCTION)).isFalse();

    SlotName canary = SlotName.of("canary");
    App withCanary =
        app.withSlot(app.slot(STAGING).toBuilder().name(canary).build())
            .withTraffic(List.of(TrafficShare.of(canary, 10)));
    Swap swap = swap(withCanary, it -> it.target(canary));
    App switched =
        new UpdateRouting(swap)
            .apply(scene(withCanary, swap), Findings.NONE, Story.begins().seen());

    assertThat(isUndrained(switched, canary)).isFalse();
    assertThat(isUndrained(switched, STAGING)).isTrue();
  }

  @Test
  @DisplayName("S4.5 what was never anybody else's is drained already, wherever it goes")
  void promotedElsewhere_withoutShare_isDrained() {
    SlotName canary = SlotName.of("canary");
    App app = plainShop();
    App withCanary = app.withSlot(app.slot(STAGING).toBuilder().name(canary).build());
    Swap swap = swap(withCanary, it -> it.target(canary));

    App switched =
        new UpdateRouting(swap)
            .apply(scene(withCanary, swap), Findings.NONE, Story.begins().seen());

    assertThat(isUndrained(switched, canary)).isFalse();
  }

  @Test
  @DisplayName("S4.5 once drained before its restart, it is drained, wherever it goes")
  void promotedElsewhere_restarted_isDrained() {
    SlotName canary = SlotName.of("canary");
    App app = undrained(shop(), STAGING);
    App withCanary = app.withSlot(app.production().toBuilder().name(canary).build());
    Swap swap = swap(withCanary, it -> it.target(canary));

    App switched =
        new UpdateRouting(swap)
            .apply(scene(withCanary, swap), Findings.NONE, Story.begins().seen());

    assertThat(isUndrained(switched, canary)).isFalse();
  }

  @Test
  @DisplayName("S4.5 a deployment leaves the mark on instances that the slot had already, only")
  void deployment_keepsIt_ofTheSameInstances() {
    Instance made = Instance.of("v3-1", "http://10.0.3.1:80");
    App app = undrained(shop(), STAGING);

    assertThat(isUndrained(deployed(app, V2_2, made), STAGING)).isTrue();
    assertThat(isUndrained(deployed(app, made), STAGING)).isFalse();
    assertThat(isUndrained(deployed(shop(), V2_1, V2_2), STAGING)).isFalse();
  }

  private static App deployed(App app, Instance... given) {
    Batch batch =
        Batch.builder()
            .slot(STAGING)
            .content(Content.of("v3"))
            .settings(Settings.none())
            .warmUp(SwapStage.warmUp())
            .build();
    Deployment deployment = Deployment.builder().batch(batch).build();
    return new RouteDeployment(deployment)
        .apply(
            scene(app, deployment, it -> it.addProvisioned(given)),
            Findings.NONE,
            Story.begins().seen());
  }

  // ---- it is drained

  @Test
  @DisplayName("S4.5 a source that is undrained is drained where it restarts; production never is")
  void undrainedSource_isDrained() {
    App app = undrained(shop(), STAGING);
    assertThat(new DrainSource(swap(app)).applies(swapping(app))).isTrue();

    App plain = undrained(plainShop(), STAGING);
    assertThat(new DrainSource(swap(plain)).applies(swapping(plain))).isFalse();

    App production = undrained(shop(), PRODUCTION);
    Swap out =
        swap(
            production,
            it ->
                it.source(PRODUCTION)
                    .target(STAGING)
                    .incoming(production.production().deployed().orElseThrow()));
    assertThat(new DrainSource(out).applies(scene(production, out))).isFalse();
  }

  @Test
  @DisplayName("S4.4 in its warm-up one that does not answer is drained before its restart")
  void silent_isDrainedBeforeItsRestart() {
    App app = undrained(plainShop(), STAGING);
    WarmUp step = new WarmUp(swap(app));
    Scene scene = swapping(app);
    Probe ask =
        (Probe)
            ((Move.Act) step.next(scene, V2_1.id(), some(V2_1), Story.begins().seen())).effect();
    Story story = Story.begins().then(ask, timedOut()).then(ask, timedOut()).then(ask, timedOut());
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V2_1));

    assertThat(step.next(scene, V2_1.id(), some(V2_1), story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V2_1.id(), 1));
    assertThat(step.next(scene, V2_1.id(), some(V2_1), story.seen()))
        .isInstanceOf(Move.Pause.class);
    story.pause(Duration.ofMillis(50)).then(count, counted(V2_1.id(), 0));
    assertThat(step.next(scene, V2_1.id(), some(V2_1), story.seen()))
        .isInstanceOfSatisfying(
            Move.Act.class, act -> assertThat(act.effect()).isInstanceOf(Restart.class));
  }

  @Test
  @DisplayName(
      "S4.4 in its warm-up one that has nobody else's requests, or was drained, is restarted at once")
  void silent_thatWasDrained_isRestartedAtOnce() {
    for (App app : List.of(shop(), sharing(shop()), undrained(shop(), STAGING))) {
      assertThat(afterThreeTimeouts(app))
          .isInstanceOfSatisfying(
              Move.Act.class, act -> assertThat(act.effect()).isInstanceOf(Restart.class));
    }
  }

  @Test
  @DisplayName("S4.4 in its warm-up one that serves a share meanwhile is asked on, not restarted")
  void silent_withAShare_isNotRestarted() {
    assertThat(afterThreeTimeouts(sharing(plainShop())))
        .isInstanceOfSatisfying(
            Move.Act.class, act -> assertThat(act.effect()).isInstanceOf(Probe.class));
  }

  private static Move afterThreeTimeouts(App app) {
    WarmUp step = new WarmUp(swap(app));
    Scene scene = swapping(app);
    Story story = Story.begins();
    for (int i = 0; i < scene.limits().timeoutsBeforeRestart(); i++) {
      Move.Act ask = (Move.Act) step.next(scene, V2_1.id(), some(V2_1), story.seen());
      story.then(ask.effect(), timedOut()).pause(Duration.ofMinutes(1));
    }
    return step.next(scene, V2_1.id(), some(V2_1), story.seen());
  }

  @Test
  @DisplayName("S4.6 a repair drains what is undrained first, and only that")
  void repair_drainsFirst() {
    App app = SwapStage.with(undrained(shop(), STAGING), V2_2.withReady(false));
    Repair repair = repair(app);
    DrainDegraded step = new DrainDegraded(repair);
    Scene scene = scene(app, repair);
    PublishRoutes without = scene.publish(app, 5);
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V2_2));
    Story story = Story.begins();

    assertThat(step.applies(scene)).isTrue();
    assertThat(step.finish(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(without, ROUTING));
    story.then(without, inForce(without));
    assertThat(step.finish(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V2_2.id(), 0));
    assertThat(step.finish(scene, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.6 once all were restarted by a repair, none is undrained")
  void repair_ofAll_endsIt() {
    App one = SwapStage.with(undrained(shop(), STAGING), V2_2.withReady(false));
    App both = SwapStage.with(one, V2_1.withReady(false));

    assertThat(isUndrained(repaired(one), STAGING)).isTrue();
    assertThat(isUndrained(repaired(both), STAGING)).isFalse();
  }

  private static App repaired(App app) {
    Repair repair = repair(app);
    return new RestartInstances(repair)
        .apply(scene(app, repair), found(V2_1, V2_2), Story.begins().seen());
  }

  private static Repair repair(App app) {
    Deployed deployed = app.slot(STAGING).deployed().orElseThrow();
    return Repair.builder()
        .slot(STAGING)
        .deployed(deployed)
        .settings(deployed.settings().orElse(Settings.none()))
        .instances(deployed.degradedInstances().stream().map(it -> it.id()).toList())
        .build();
  }

  @Test
  @DisplayName("S7.1 withdrawing one slot gives no share back to the source of a swap that pauses")
  void withdrawing_leavesOutSharesOfWhatPauses() {
    App app = sharing(shop());
    Scene pausing = swapping(app);
    Scene scene = new Scene(app, pausing.operation(), List.of(pausing.operation()));

    assertThat(pausing.publishWithdrawing(PRODUCTION, 20).table().routes())
        .as("staging has its share otherwise")
        .isNotEqualTo(scene.publishWithdrawing(PRODUCTION, 20).table().routes());
    assertThat(scene.publishWithdrawing(PRODUCTION, 20).table().routes())
        .allSatisfy(route -> assertThat(route.shares()).isEmpty());
  }

  // ---- what a take-over does first

  @Test
  @DisplayName("S9.3 what may have been put back is withdrawn and drained before it restarts again")
  void takeOver_ofRepeatForSource_drains() {
    App switched = switched(shop());
    Scene scene = scene(switched, swap(shop()));
    TakeCharge step = new TakeCharge(new RepeatForSource(Former.of(swap(shop()))));
    PublishRoutes without = scene.publishWithdrawing(STAGING, 20);
    Story story = Story.begins().then(new ShowToken(SHOP), done());

    assertThat(step.finish(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(without, ROUTING));
    story.then(without, inForce(without));
    assertThat(step.finish(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(COUNT_FORMER, ROUTING));
    story.then(COUNT_FORMER, counted(V1_1.id(), 0));
    assertThat(step.finish(scene, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.3 the same of a repair")
  void takeOver_ofRepair_drains() {
    App app = SwapStage.with(shop(), V2_2.withReady(false));
    Repair repair = repair(app);
    Scene scene = scene(app, repair);
    Story story = Story.begins().then(new ShowToken(SHOP), done());

    assertThat(
            new TakeCharge(new RestartInstances(repair)).finish(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(scene.publish(app, 5), ROUTING));
  }

  @Test
  @DisplayName("S9.3 going back, a source with a share is withdrawn until that is confirmed")
  void takeOver_ofPuttingBack_drainsUntilConfirmed() {
    App app = sharing(shop());
    Scene back = goingBack(swapping(app));
    TakeCharge step = new TakeCharge(new ApplySettings(swap(app)));
    PublishRoutes without = back.publishWithdrawing(STAGING, 2);
    Story story = Story.begins().then(new ShowToken(SHOP), done());

    assertThat(step.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(without, ROUTING));
    for (int i = 0; i < 20; i++) {
      story.then(without, refused());
      assertThat(step.finishUndo(back, Findings.NONE, story.seen()))
          .as("nobody gives up")
          .isEqualTo(new Move.Act(new ReadRoutes(SHOP), ROUTING));
      story.then(new ReadRoutes(SHOP), Story.noTable()).pause(Duration.ofSeconds(30));
    }
    story.then(without, inForce(without));
    assertThat(step.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(COUNT, ROUTING));
  }

  @Test
  @DisplayName("S9.3 without a share there is nothing to withdraw")
  void takeOver_ofPuttingBack_withoutShare_doesNothing() {
    Scene back = goingBack(swapping(shop()));
    Story story = Story.begins().then(new ShowToken(SHOP), done());

    assertThat(
            new TakeCharge(new ApplySettings(swap(shop())))
                .finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(Move.DONE);
  }
}
