package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.SwapStage.BLUE;
import static io.slots.core.step.SwapStage.GREEN;
import static io.slots.core.step.SwapStage.PRODUCTION_DB;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.STAGING_DB;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutingGeneration;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.5: the routes of both slots are switched in one step, and what they hold with them. */
class UpdateRoutingTest {
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final UpdateRouting STEP = new UpdateRouting(swap(shop()));
  private static final Scene SCENE = swapping(shop());

  @Test
  @DisplayName("S4.5 one table switches the routes of both slots")
  void bothRoutes_areSwitchedAtOnce() {
    PublishRoutes publish = published(STEP.finish(SCENE, Findings.NONE, Story.begins().seen()));

    assertThat(publish.table().generation()).isEqualTo(new RoutingGeneration(7, 10));
    assertThat(publish.table().route(PRODUCTION).orElseThrow().instances())
        .containsExactly(V2_1, V2_2);
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(V1_1, V1_2);
    assertThat(
            STEP.finish(
                SCENE, Findings.NONE, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.5 content and free settings change places with the routes")
  void contentAndFreeSettings_changePlaces() {
    App after = apply(swap(shop()));

    assertThat(after.production().deployed()).isEqualTo(shop().slot(STAGING).deployed());
    assertThat(after.slot(STAGING).deployed())
        .as("what left the target has its requests in flight")
        .isEqualTo(shop().production().deployed().map(it -> it.withUndrained(true)));
    assertThat(after.production().settings()).isEqualTo(Settings.of(BLUE, PRODUCTION_DB));
    assertThat(after.slot(STAGING).settings()).isEqualTo(Settings.of(GREEN, STAGING_DB));
  }

  @Test
  @DisplayName("S8.5 the last swap stands on both slots")
  void lastSwap_standsOnBothSlots() {
    LastSwap last =
        LastSwap.builder()
            .operation(SCENE.operation().id())
            .at(START.plusSeconds(1))
            .source(STAGING)
            .target(PRODUCTION)
            .preservedVnet(false)
            .build();

    App after = apply(swap(shop(), it -> it.preserveVnet(false)));

    assertThat(after.production().lastSwap()).contains(last);
    assertThat(after.slot(STAGING).lastSwap()).contains(last);
  }

  @Test
  @DisplayName("S4.9 the former target is kept warm for the chosen time, the promoted one not")
  void keepWarm_isOfTheFormerTarget() {
    App keptBefore = kept(kept(shop(), STAGING), PRODUCTION);

    App after = switched(swap(shop(), it -> it.keepWarm(Duration.ofMinutes(10))), keptBefore);

    assertThat(after.slot(STAGING).keptWarmUntil()).contains(START.plusSeconds(601));
    assertThat(after.production().keptWarmUntil()).isEmpty();
  }

  @Test
  @DisplayName("S4.9 nothing is kept warm that would not be restarted, or without the option")
  void nothingToRestart_isNotKeptWarm() {
    Swap plain = swap(plainShop(), it -> it.keepWarm(Duration.ofMinutes(10)));

    assertThat(switched(plain, kept(plainShop(), STAGING)).slot(STAGING).keptWarmUntil()).isEmpty();
    assertThat(switched(swap(shop()), kept(shop(), STAGING)).slot(STAGING).keptWarmUntil())
        .isEmpty();
  }

  @Test
  @DisplayName("S4.9 what comes back by a switch back is kept warm for as long as it was")
  void switchBack_keepsTheTargetAsItWas() {
    Instant until = START.plus(Duration.ofHours(1));
    LastSwap last =
        LastSwap.builder()
            .operation(OperationId.of("op-0"))
            .at(START)
            .source(STAGING)
            .target(PRODUCTION)
            .preservedVnet(true)
            .targetKeptWarmUntil(until)
            .build();
    App app = shop().withSlot(PRODUCTION, it -> it.toBuilder().lastSwap(last).build());

    App back = switched(swap(app, it -> it.switchesBack(true)), app);
    App onward = switched(swap(app), app);

    assertThat(back.production().keptWarmUntil()).contains(until);
    assertThat(onward.production().keptWarmUntil()).isEmpty();
  }

  @Test
  @DisplayName("S9.2 a switch that may have been in force is undone by a newer table")
  void undo_publishesTheFormerRoutes() {
    Scene back = goingBack(swapping(plainShop()));
    UpdateRouting step = new UpdateRouting(swap(plainShop()));
    PublishRoutes former = published(step.finishUndo(back, Findings.NONE, Story.begins().seen()));

    assertThat(step.undoes(back)).isTrue();
    assertThat(former.table().generation()).isEqualTo(new RoutingGeneration(7, 990));
    assertThat(former.table().route(PRODUCTION).orElseThrow().instances())
        .containsExactly(V1_1, V1_2);
    assertThat(step.finishUndo(back, Findings.NONE, Story.begins().then(former, refused()).seen()))
        .isEqualTo(new Move.Act(new ReadRoutes(SHOP), ROUTING));
    assertThat(
            step.finishUndo(
                back, Findings.NONE, Story.begins().then(former, inForce(former)).seen()))
        .as("also where nobody is restarted now")
        .isEqualTo(new Move.Act(new CountInFlight(SHOP, SwapStage.ids(V2_1, V2_2)), ROUTING));
  }

  @Test
  @DisplayName("S9.2 instances that going back restarts are drained of what the switch sent them")
  void undo_drainsWhatIsRestartedNext() {
    Scene back = goingBack(SCENE);
    PublishRoutes former = back.publish(back.app(), 10);
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V2_1, V2_2));
    Story story = Story.begins();

    assertThat(STEP.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(former, ROUTING));
    story.then(former, inForce(former));
    assertThat(STEP.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V2_1.id(), 0));
    assertThat(STEP.finishUndo(back, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  private static App apply(Swap swap) {
    return switched(swap, shop());
  }

  private static App switched(Swap swap, App app) {
    return new UpdateRouting(swap)
        .apply(scene(app, swap), Findings.NONE, Story.begins().pause(Duration.ofSeconds(1)).seen());
  }

  private static App kept(App app, SlotName slot) {
    return app.withSlot(slot, it -> it.toBuilder().keptWarmUntil(START).build());
  }

  private static PublishRoutes published(Move move) {
    assertThat(move).isInstanceOf(Move.Act.class);
    Move.Act act = (Move.Act) move;
    assertThat(act.limit()).isEqualTo(ROUTING);
    assertThat(act.effect()).isInstanceOf(PublishRoutes.class);
    return (PublishRoutes) act.effect();
  }
}
