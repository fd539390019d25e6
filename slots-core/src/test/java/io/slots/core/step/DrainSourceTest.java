package io.slots.core.step;

import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.read;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.sharing;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutingTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S7.1: a source with a share of production's requests is drained before it restarts. */
class DrainSourceTest {
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final Scene SHARING = swapping(sharing(shop()));
  private static final DrainSource STEP = new DrainSource(swap(sharing(shop())));

  @Test
  @DisplayName("S7.1 a source is drained that has a share and restarts")
  void share_isDrained() {
    assertThat(STEP.applies(SHARING)).isTrue();
    assertThat(STEP.undoes(goingBack(SHARING))).isTrue();
  }

  @Test
  @DisplayName("S7.1 so is one of which only a degraded instance restarts")
  void degraded_isDrained() {
    App degraded = SwapStage.with(sharing(plainShop()), V2_2.withReady(false));

    assertThat(new DrainSource(swap(degraded)).applies(swapping(degraded))).isTrue();
  }

  @Test
  @DisplayName("S4.2 routes that putting back the source has published are not published again")
  void degraded_putBack_needsNothingMore() {
    App degraded = SwapStage.with(sharing(plainShop()), V2_2.withReady(false));
    Scene putBack = goingBack(scene(sharing(plainShop()), swap(degraded)));

    assertThat(new DrainSource(swap(degraded)).undoes(putBack)).isFalse();
  }

  @Test
  @DisplayName("S7.1 one without a share, or that does not restart, is not")
  void noShareOrNoRestart_isNotDrained() {
    SlotName canary = SlotName.of("canary");
    App elsewhere =
        shop().withSlot(Slot.named(canary)).withTraffic(List.of(TrafficShare.of(canary, 10)));

    assertThat(new DrainSource(swap(shop())).applies(swapping(shop()))).isFalse();
    assertThat(new DrainSource(swap(elsewhere)).applies(swapping(elsewhere))).isFalse();
    assertThat(new DrainSource(swap(plainShop())).applies(swapping(sharing(plainShop()))))
        .isFalse();
    assertThat(new DrainSource(swap(shop())).undoes(goingBack(swapping(shop())))).isFalse();
  }

  @Test
  @DisplayName("S7.1 whoever restarts nothing keeps its share while the swap goes on")
  void noRestart_keepsItsShare() {
    App sharing = sharing(plainShop());
    Scene scene = swapping(sharing);
    RoutingTable asItIs = RoutingTable.of(sharing, scene.generation(1));

    assertThat(scene.publishPreparing(swap(sharing), sharing, 1))
        .isEqualTo(new PublishRoutes(asItIs));
    assertThat(SHARING.publishPreparing(swap(SHARING.app()), SHARING.app(), 1).table())
        .isEqualTo(RoutingTable.of(SHARING.app(), SHARING.generation(1)).withoutSharesOf(STAGING));
  }

  @Test
  @DisplayName("S4.2 taken over on the way back, what restarts nobody drains nobody")
  void noRestart_isNotDrainedGoingBack() {
    App sharing = sharing(plainShop());
    ApplySettings settings = new ApplySettings(swap(sharing));

    assertThat(settings.takeOverUndo(goingBack(swapping(sharing)), Story.begins().seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S7.1 it is taken out of the routes first; then its requests in flight finish")
  void source_isWithdrawnAndDrained() {
    PublishRoutes withdrawn =
        new PublishRoutes(
            RoutingTable.of(SHARING.app(), SHARING.generation(0)).withdrawing(STAGING));
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V2_1, V2_2));
    Story story = Story.begins();

    assertThat(STEP.finish(SHARING, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(withdrawn, ROUTING));
    story.then(withdrawn, inForce(withdrawn));
    assertThat(STEP.finish(SHARING, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V2_1.id(), 0));
    assertThat(STEP.finish(SHARING, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 put back, it has its share again; routes that are the same will do")
  void undo_publishesTheRoutesAsTheyWere() {
    Scene back = goingBack(SHARING);
    PublishRoutes former = back.publish(back.app(), 0);
    Story story = Story.begins();

    assertThat(STEP.finishUndo(back, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(former, ROUTING));
    story.then(former, refused()).then(new ReadRoutes(SHOP), read(alike(back)));
    assertThat(STEP.finishUndo(back, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  private static RoutingTable alike(Scene scene) {
    return scene(scene.app(), scene.operation().task()).publish(scene.app(), 3).table();
  }
}
