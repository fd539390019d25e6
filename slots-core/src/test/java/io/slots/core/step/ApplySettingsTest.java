package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.read;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.SwapStage.BLUE;
import static io.slots.core.step.SwapStage.PRODUCTION_DB;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.STAGING_DB;
import static io.slots.core.step.SwapStage.STAGING_HOST;
import static io.slots.core.step.SwapStage.V2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.1, and S4.2 where it is undone. */
class ApplySettingsTest {
  private static final Duration RESTART = Duration.ofSeconds(230);
  private static final Settings DURING = Settings.of(BLUE, PRODUCTION_DB);
  private static final Settings BEFORE = Settings.of(BLUE, STAGING_DB);

  @Test
  @DisplayName("S4.1 every instance of the source is restarted where its settings change")
  void changedSettings_restartEveryInstance() {
    Scene scene = swapping(shop());
    ApplySettings step = new ApplySettings(swap(shop()));

    assertThat(step.applies(scene)).isTrue();
    assertThat(step.restarts()).isTrue();
    assertThat(step.instances(scene)).containsExactly(V2_1.id(), V2_2.id());
    Restart restart = new Restart(SHOP, PRODUCTION, V2, V2_1, DURING);
    assertThat(step.next(scene, V2_1.id(), some(V2_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(restart, RESTART));
    assertThat(
            step.next(
                scene, V2_1.id(), some(V2_1), Story.begins().then(restart, started(V2_1)).seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.1 where the effective settings do not change, nothing is restarted")
  void sameSettings_restartNothing() {
    ApplySettings step = new ApplySettings(swap(plainShop()));

    assertThat(step.applies(swapping(plainShop()))).isFalse();
    assertThat(step.instances(swapping(plainShop()))).isEmpty();
  }

  @Test
  @DisplayName("S4.1 an instance that is degraded is restarted even then")
  void degraded_isRestartedAllTheSame() {
    App app = SwapStage.with(plainShop(), V2_2.withReady(false));

    assertThat(new ApplySettings(swap(app)).instances(swapping(app))).containsExactly(V2_2.id());
  }

  @Test
  @DisplayName("S4.1 the app then holds where the instances are and what they run with")
  void apply_keepsAddressesAndSettings() {
    Deployed staged =
        deployed(
            new ApplySettings(swap(shop()))
                .apply(swapping(shop()), found(moved(V2_1)), Story.begins().seen()));

    assertThat(staged.instances()).containsExactly(moved(V2_1), V2_2);
    assertThat(staged.settings()).contains(DURING);
  }

  @Test
  @DisplayName("S3.4 what the source slot holds does not change in step 1")
  void apply_changesNoSettingsOfTheSlot() {
    App applied =
        new ApplySettings(swap(shop()))
            .apply(swapping(shop()), Findings.NONE, Story.begins().seen());

    assertThat(applied.slot(STAGING).settings()).isEqualTo(BEFORE);
    assertThat(applied.production()).isEqualTo(shop().production());
  }

  @Test
  @DisplayName("S4.2 put back, every instance is restarted with the settings it had, and awaited")
  void undo_restartsWithTheFormerSettings() {
    Scene scene = goingBack(swapping(shop()));
    ApplySettings step = new ApplySettings(swap(shop()));
    Restart restart = new Restart(SHOP, STAGING, V2, V2_1, BEFORE);
    Duration request = Duration.ofSeconds(90);

    assertThat(step.undoes(scene)).isTrue();
    assertThat(step.undoInstances(scene)).containsExactly(V2_1.id(), V2_2.id());
    assertThat(step.undo(scene, V2_1.id(), some(V2_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(restart, RESTART));
    assertThat(
            step.undo(
                scene, V2_1.id(), some(V2_1), Story.begins().then(restart, started(V2_1)).seen()))
        .isEqualTo(new Move.Act(new Probe(SHOP, V2_1, STAGING_HOST, "/", request), request));
  }

  @Test
  @DisplayName("S4.2 where nothing was restarted, nothing is put back")
  void undo_ofNothing_doesNothing() {
    Scene scene = goingBack(swapping(plainShop()));
    ApplySettings step = new ApplySettings(swap(plainShop()));

    assertThat(step.undoInstances(scene)).isEmpty();
    assertThat(step.finishUndo(scene, Findings.NONE, Story.begins().seen())).isEqualTo(Move.DONE);
    assertThat(step.applyUndo(scene, Findings.NONE)).isSameAs(scene.app());
  }

  @Test
  @DisplayName("S4.2 S4.9 a source that was not restarted stays kept warm, and as it was started")
  void undo_ofNothing_keepsTheSourceWarm() {
    App kept =
        plainShop()
            .withSlot(
                STAGING,
                it ->
                    it.withDeployed(it.deployed().map(all -> all.startedWith(DURING))).toBuilder()
                        .keptWarmUntil(Story.START)
                        .build());
    Swap back = swap(kept, it -> it.switchesBack(true));
    Scene scene = goingBack(scene(kept, back));

    assertThat(new ApplySettings(back).applyUndo(scene, Findings.NONE)).isSameAs(kept);
  }

  @Test
  @DisplayName("S4.2 instances that a later step restarted are put back too")
  void undo_ofALaterRestart_restartsEveryInstance() {
    Swap cached = swap(plainShop(), it -> it.localCache(true));
    Scene warmedUp = scene(plainShop(), swap(plainShop()), it -> it.addRestarted(V2_2.id()));

    assertThat(new ApplySettings(cached).undoInstances(goingBack(scene(plainShop(), cached))))
        .containsExactly(V2_1.id(), V2_2.id());
    assertThat(new ApplySettings(swap(plainShop())).undoInstances(goingBack(warmedUp)))
        .containsExactly(V2_1.id(), V2_2.id());
  }

  @Test
  @DisplayName("S4.2 put back, the routes lead to the instances as they are now")
  void finishUndo_publishesTheRoutes() {
    Scene scene = goingBack(swapping(shop()));
    ApplySettings step = new ApplySettings(swap(shop()));
    Findings found = found(moved(V2_1));
    PublishRoutes publish = scene.publish(step.applyUndo(scene, found), 1);
    ReadRoutes read = new ReadRoutes(SHOP);

    assertThat(step.finishUndo(scene, found, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, Duration.ofSeconds(30)));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(moved(V2_1), V2_2);
    assertThat(step.finishUndo(scene, found, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
    assertThat(
            step.finishUndo(
                scene,
                found,
                Story.begins()
                    .then(publish, refused())
                    .then(read, read(scene.publish(step.applyUndo(scene, found), 5).table()))
                    .seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 an instance that could not be put back is degraded; the rest runs as before")
  void applyUndo_judgesTheInstances() {
    Scene scene = goingBack(swapping(shop()));

    App back = new ApplySettings(swap(shop())).applyUndo(scene, SwapStage.failed(V2_2));

    assertThat(deployed(back).instances()).containsExactly(V2_1, V2_2.withReady(false));
    assertThat(deployed(back).settings()).contains(BEFORE);
    assertThat(back.production()).isEqualTo(shop().production());
  }

  private static Deployed deployed(App app) {
    return Optional.of(app.slot(STAGING)).flatMap(Slot::deployed).orElseThrow();
  }
}
