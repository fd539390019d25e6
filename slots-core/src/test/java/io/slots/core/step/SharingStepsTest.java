package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.STAGING_HOST;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.rules.SharingRules;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Limits;
import io.slots.operation.Rerouting;
import io.slots.operation.Sharing;
import io.slots.operation.StepName;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharingStepsTest {
  private static final List<TrafficShare> SHARES = List.of(TrafficShare.of(STAGING, 10));
  private static final Duration REQUEST = Limits.defaults().warmUpRequest();

  private final App app = shop();
  private final Rerouting task = SharingRules.set(app, SHARES, Limits.defaults());
  private final Sharing sharing = task.sharing().orElseThrow();
  private final Scene scene = scene(app, task);
  private final WarmUpShares warmUp = new WarmUpShares(sharing);
  private final RouteShares route = new RouteShares(sharing);
  private final Probe probe = new Probe(SHOP, V2_1, STAGING_HOST, "/", REQUEST);

  private Move next(Story story) {
    return warmUp.next(scene, V2_1.id(), some(V2_1), story.seen());
  }

  @Test
  @DisplayName("S9.1 each instance of a slot that gets a share is asked for the warm-up paths")
  void warmUp_asksEachInstance() {
    assertThat(Flow.of(task).steps()).containsExactly(warmUp, route);
    assertThat(Flow.of(task).pointOfNoReturn()).isEqualTo(1);
    assertThat(warmUp.applies(scene)).isTrue();
    assertThat(warmUp.instances(scene)).containsExactly(V2_1.id(), V2_2.id());

    assertThat(next(Story.begins())).isEqualTo(new Move.Act(probe, REQUEST));
    assertThat(next(Story.begins().then(probe, new Answer.Probed(new ProbeAnswer.Responded(200)))))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.1 one that does not answer is asked as often as in a swap, and not restarted")
  void warmUp_restartsNothing() {
    Story story = Story.begins();
    int most = Limits.defaults().timeoutsBeforeFailure();
    for (int i = 0; i < most; i++) {
      assertThat(next(story.pause(Duration.ofMinutes(1)))).isEqualTo(new Move.Act(probe, REQUEST));
      story = story.then(probe, new Answer.Probed(new ProbeAnswer.TimedOut()));
    }

    assertThat(next(story)).isInstanceOf(Move.Fail.class);
    assertThat(warmUp.restarts()).isFalse();
  }

  @Test
  @DisplayName("S9.1 a slot that has a share already, or nothing to lead to, is not warmed up")
  void warmUp_notNeeded() {
    App sharingAlready = app.withTraffic(List.of(TrafficShare.of(STAGING, 20)));
    Rerouting more = SharingRules.set(sharingAlready, SHARES, Limits.defaults());
    assertThat(more.sharing().orElseThrow().admissions()).isEmpty();
    assertThat(new WarmUpShares(more.sharing().get()).applies(scene(sharingAlready, more)))
        .isFalse();
  }

  @Test
  @DisplayName("S7.1 the shares come into force, and into the app, in one step")
  void route_publishesAndStores() {
    PublishRoutes publish = scene.publish(app.withTraffic(SHARES), 10);

    assertThat(route.finish(scene, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, Limits.defaults().routing()));
    assertThat(
            route.finish(
                scene, Findings.NONE, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
    assertThat(route.apply(scene, Findings.NONE, Story.begins().seen()))
        .isEqualTo(app.withTraffic(SHARES));
    assertThat(task.slots()).containsExactly(PRODUCTION, STAGING);
    assertThat(task.describe()).isEqualTo("route shares [staging 10 %]");
  }

  @Test
  @DisplayName("S7.1 on the way back the routes are as they were")
  void route_back() {
    Scene back = goingBack(scene);

    assertThat(route.undoes(back)).isTrue();
    assertThat(route.finishUndo(back, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(back.publish(app, 10), Limits.defaults().routing()));
  }

  @Test
  @DisplayName(
      "S9.1 of two slots that get a share each is asked by its own host and in its own way")
  void warmUp_ofTwoSlots() {
    SlotName canary = SlotName.of("canary");
    Content content = Content.of("v3");
    Instance instance = Instance.of("v3-1", "http://10.0.3.1:80");
    Settings settings = Settings.of(Setting.of(WarmUpPlan.PING_PATH, "/canary"));
    App both =
        app.withSlot(
            Slot.builder()
                .name(canary)
                .settings(settings)
                .deployed(Deployed.of(content, List.of(instance), settings))
                .build());
    List<TrafficShare> shares = List.of(TrafficShare.of(STAGING, 10), TrafficShare.of(canary, 20));
    Rerouting rerouting = SharingRules.set(both, shares, Limits.defaults());
    WarmUpShares step = new WarmUpShares(rerouting.sharing().orElseThrow());
    Scene setting = scene(both, rerouting);

    assertThat(step.name()).isEqualTo(StepName.WARM_UP);
    assertThat(step.instances(setting)).containsExactly(V2_1.id(), V2_2.id(), instance.id());
    assertThat(step.next(setting, instance.id(), some(instance), Story.begins().seen()))
        .isEqualTo(
            new Move.Act(
                new Probe(SHOP, instance, both.host(canary), "/canary", REQUEST), REQUEST));

    App oneShares = both.withTraffic(List.of(TrafficShare.of(canary, 5)));
    assertThat(
            SharingRules.set(oneShares, shares, Limits.defaults())
                .sharing()
                .orElseThrow()
                .admissions())
        .extracting(Sharing.Admission::slot)
        .containsExactly(STAGING);
  }
}
