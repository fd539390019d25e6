package io.slots.core.step;

import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.operation.Repair;
import io.slots.operation.StepName;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.6: a repair restarts degraded instances; those that come back get requests again. */
class RestartInstancesTest {
  private static final Settings NEW = Settings.of(Setting.of("COLOR", "red"));
  private static final App DEGRADED = SwapStage.with(shop(), V2_2.withReady(false));
  private static final Settings OLD = deployed(DEGRADED).settings().orElseThrow();

  @Test
  @DisplayName("S4.6 a repair drains what is undrained and restarts, with nothing to turn back to")
  void repair_hasNoWayBack() {
    Repair repair = repair(NEW, V2_2);

    assertThat(Flow.of(repair))
        .isEqualTo(new Flow(List.of(new DrainDegraded(repair), new RestartInstances(repair)), -1));
    assertThat(new DrainDegraded(repair).name()).isEqualTo(StepName.DRAIN_INSTANCES);
    assertThat(new DrainDegraded(repair).applies(SwapStage.scene(DEGRADED, repair))).isFalse();
    assertThat(new RestartInstances(repair).name()).isEqualTo(StepName.RESTART_INSTANCES);
  }

  @Test
  @DisplayName("S4.6 the degraded instances are restarted with what their slot has for them")
  void degraded_areRestarted() {
    Repair repair = repair(NEW, V2_2, V2_1);
    RestartInstances step = new RestartInstances(repair);

    assertThat(step.instances(scene(DEGRADED, repair))).containsExactly(V2_1.id(), V2_2.id());
    assertThat(step.next(scene(DEGRADED, repair), V2_2.id(), some(V2_2), Story.begins().seen()))
        .isEqualTo(
            new Move.Act(new Restart(SHOP, STAGING, V2, V2_2, NEW), Duration.ofSeconds(230)));
  }

  @Test
  @DisplayName("S4.6 one that comes back is ready where it listens now, and is published")
  void cameBack_isReadyAndPublished() {
    Repair repair = repair(NEW, V2_2);
    Scene scene = scene(DEGRADED, repair);
    RestartInstances step = new RestartInstances(repair);
    Findings found = found(moved(V2_2));
    PublishRoutes publish = scene.publish(step.apply(scene, found, Story.begins().seen()), 10);

    assertThat(step.finish(scene, found, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, Duration.ofSeconds(30)));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(V2_1, moved(V2_2));
  }

  @Test
  @DisplayName("S4.6 one that does not come back stays degraded; the others are as they were")
  void notBack_staysDegraded() {
    App other = SwapStage.with(DEGRADED, V2_1.withReady(false));

    assertThat(deployed(apply(DEGRADED, repair(NEW, V2_2), SwapStage.failed(V2_2))).instances())
        .containsExactly(V2_1, V2_2.withReady(false));
    assertThat(deployed(apply(other, repair(NEW, V2_2), Findings.NONE)).instances())
        .containsExactly(V2_1.withReady(false), V2_2);
  }

  @Test
  @DisplayName(
      "S4.1 what they run with is known where all of them were restarted, or nothing changed")
  void settings_areKnownOrNot() {
    Repair all = repair(NEW, V2_1, V2_2);

    assertThat(deployed(apply(DEGRADED, all, Findings.NONE)).settings()).contains(NEW);
    assertThat(deployed(apply(DEGRADED, repair(OLD, V2_2), Findings.NONE)).settings())
        .contains(OLD);
    assertThat(deployed(apply(DEGRADED, repair(NEW, V2_2), Findings.NONE)).settings()).isEmpty();
  }

  @Test
  @DisplayName(
      "S4.5 those that could not be taken out of the routes are left alone, all as they were")
  void notWithdrawn_areLeftAlone() {
    Repair repair = repair(NEW, V2_2);
    Scene drained = scene(DEGRADED, repair);
    Scene notDrained =
        new Scene(
            DEGRADED,
            drained.operation().toBuilder()
                .degraded(new DrainDegraded(repair).degradedIfFailed(drained))
                .build());
    RestartInstances step = new RestartInstances(repair);

    assertThat(step.applies(drained)).isTrue();
    assertThat(step.applies(notDrained)).isFalse();
    assertThat(step.instances(notDrained)).isEmpty();
    assertThat(step.apply(notDrained, Findings.NONE, Story.begins().seen())).isEqualTo(DEGRADED);
  }

  @Test
  @DisplayName("S4.6 without a route they serve nobody, and stay degraded")
  void noRoute_leavesThemDegraded() {
    Repair repair = repair(NEW, V2_2);

    assertThat(new RestartInstances(repair).degradedIfFailed(scene(DEGRADED, repair)))
        .containsExactly(V2_2.id());
  }

  private static App apply(App app, Repair repair, Findings findings) {
    return new RestartInstances(repair).apply(scene(app, repair), findings, Story.begins().seen());
  }

  private static Repair repair(Settings settings, Instance... instances) {
    return Repair.builder()
        .slot(STAGING)
        .deployed(deployed(DEGRADED))
        .instances(SwapStage.ids(instances))
        .settings(settings)
        .build();
  }

  private static Deployed deployed(App app) {
    return Optional.of(app.slot(STAGING)).flatMap(Slot::deployed).orElseThrow();
  }
}
