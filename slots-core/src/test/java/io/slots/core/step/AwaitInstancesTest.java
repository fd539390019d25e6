package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.sharing;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.effect.CountInFlight;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutingTable;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.2: every instance of the source finishes its restart and is available. */
class AwaitInstancesTest {
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Duration ROUTING = Duration.ofSeconds(30);

  @Test
  @DisplayName("S4.2 every instance of the source is awaited, from the start of the step")
  void everyInstance_isAwaited() {
    Scene scene = swapping(shop());
    AwaitInstances step = new AwaitInstances(swap(shop()));
    Probe probe = new Probe(SHOP, V2_1, SHOP_HOST, "/", REQUEST);

    assertThat(step.instances(scene)).containsExactly(V2_1.id(), V2_2.id());
    assertThat(step.next(scene, V2_1.id(), some(V2_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(probe, REQUEST));
    assertThat(
            step.next(
                scene, V2_1.id(), some(V2_1), Story.begins().pause(Duration.ofSeconds(230)).seen()))
        .isInstanceOf(Move.Fail.class);
  }

  @Test
  @DisplayName("S4.2 instances that are where they were need no new routes")
  void unmoved_publishesNothing() {
    assertThat(finish(swapping(shop()), Story.begins())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 instances that listen elsewhere since their restart are published")
  void moved_isPublished() {
    App restarted = SwapStage.with(shop(), moved(V2_1));
    Scene scene = scene(restarted, swap(shop()));
    PublishRoutes publish = scene.publish(restarted, 1);

    assertThat(finish(scene, Story.begins())).isEqualTo(new Move.Act(publish, ROUTING));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(moved(V2_1), V2_2);
    assertThat(finish(scene, Story.begins().then(publish, inForce(publish)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.1 a source that was drained is routed by its own host, and has no share yet")
  void drained_isPublished() {
    Scene scene = swapping(sharing(shop()));
    RoutingTable table = scene.publish(scene.app(), 1).table().withoutSharesOf(STAGING);

    assertThat(finish(scene, Story.begins()))
        .isEqualTo(new Move.Act(new PublishRoutes(table), ROUTING));
    assertThat(table.route(PRODUCTION).orElseThrow().shares()).isEmpty();
    assertThat(table.route(STAGING).orElseThrow().instances()).isNotEmpty();
  }

  @Test
  @DisplayName("S7.1 a source that was not drained has its share already")
  void notDrained_publishesNothing() {
    App sharing = sharing(plainShop());
    AwaitInstances step = new AwaitInstances(swap(sharing));

    assertThat(step.finish(swapping(sharing), Findings.NONE, Story.begins().seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 an instance that was degraded and is available now is ready")
  void apply_judgesTheInstances() {
    App degraded = SwapStage.with(shop(), V2_1.withReady(false));
    AwaitInstances step = new AwaitInstances(swap(degraded));

    assertThat(step.apply(swapping(degraded), Findings.NONE, Story.begins().seen()))
        .isEqualTo(shop());
    assertThat(step.apply(swapping(shop()), SwapStage.failed(V2_1), Story.begins().seen()))
        .isEqualTo(degraded);
  }

  @Test
  @DisplayName("S7.1 going back, a source with a share is drained again before it restarts")
  void undo_drainsAgain() {
    Scene scene = goingBack(swapping(sharing(shop())));
    AwaitInstances step = new AwaitInstances(swap(sharing(shop())));
    PublishRoutes withdrawn =
        new PublishRoutes(RoutingTable.of(scene.app(), scene.generation(2)).withdrawing(STAGING));
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V2_1, V2_2));
    Story story = Story.begins();

    assertThat(step.undoes(scene)).isTrue();
    assertThat(step.finishUndo(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(withdrawn, ROUTING));
    story.then(withdrawn, inForce(withdrawn));
    assertThat(step.finishUndo(scene, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V2_1.id(), 0));
    assertThat(step.finishUndo(scene, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S7.1 going back, nothing is drained without a share, or without a restart")
  void undo_whereNothingIsToDrain_doesNothing() {
    assertThat(new AwaitInstances(swap(shop())).undoes(goingBack(swapping(shop())))).isFalse();
    assertThat(
            new AwaitInstances(swap(plainShop())).undoes(goingBack(swapping(sharing(plainShop())))))
        .isFalse();
  }

  private static Move finish(Scene scene, Story story) {
    return new AwaitInstances(swap(shop())).finish(scene, Findings.NONE, story.seen());
  }
}
