package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.goingBack;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.SlotName;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutingTable;
import io.slots.operation.AppDeletion;
import io.slots.operation.Deletion;
import io.slots.operation.Rerouting;
import io.slots.operation.StepName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1.6: what is deleted is taken out of the routes first; then its instances leave. */
class DeletionStepsTest {
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final Deployed STAGED = deployed(STAGING).withMadeByLibrary(true);
  private static final Deletion DELETION = Deletion.builder().slot(STAGING).former(STAGED).build();
  private static final AppDeletion OF_APP =
      AppDeletion.builder()
          .app(SHOP)
          .addSlots(PRODUCTION, STAGING)
          .addFormer(deployed(PRODUCTION), STAGED)
          .build();

  @Test
  @DisplayName("S1.6 a slot's route is withdrawn before its instances leave")
  void deletion_hasItsOrder() {
    Flow flow = Flow.of(DELETION);

    assertThat(flow.steps())
        .containsExactly(
            new WithdrawSlot(DELETION),
            new DrainInstances(SwapStage.ids(V2_1, V2_2)),
            new EndInstances(SwapStage.ids(V2_1, V2_2)));
    assertThat(flow.pointOfNoReturn()).isZero();
    assertThat(flow.steps().get(0).name()).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S1.6 of an app all instances are drained; the library ends what it made itself")
  void appDeletion_hasItsOrder() {
    Flow flow = Flow.of(OF_APP);

    assertThat(flow.steps())
        .containsExactly(
            new WithdrawApp(),
            new DrainInstances(SwapStage.ids(V1_1, V1_2, V2_1, V2_2)),
            new EndInstances(SwapStage.ids(V2_1, V2_2)));
    assertThat(flow.pointOfNoReturn()).isZero();
    assertThat(flow.steps().get(0).name()).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S1.6 the slot is gone from the app with its route")
  void slot_isGoneWithItsRoute() {
    Scene scene = scene(shop(), DELETION);
    WithdrawSlot step = new WithdrawSlot(DELETION);
    App after = step.apply(scene, Findings.NONE, Story.begins().seen());
    PublishRoutes publish = scene.publish(after, 10);

    assertThat(after.slots().keySet()).containsExactly(PRODUCTION);
    assertThat(step.finish(scene, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, ROUTING));
    assertThat(publish.table().route(STAGING)).isEmpty();
  }

  @Test
  @DisplayName("S1.6 an app's whole table is withdrawn")
  void app_hasNoRouteAnyMore() {
    Scene scene = scene(shop(), OF_APP);
    PublishRoutes nothing =
        new PublishRoutes(new RoutingTable(SHOP, scene.generation(10), List.of()));

    assertThat(new WithdrawApp().finish(scene, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(nothing, ROUTING));
  }

  @Test
  @DisplayName("S9.2 a deletion that turns back brings the former routes into force")
  void undo_publishesTheFormerRoutes() {
    for (Step step : List.of(new WithdrawSlot(DELETION), new WithdrawApp())) {
      Scene back = goingBack(scene(shop(), DELETION));
      PublishRoutes former = back.publish(shop(), 10);

      assertThat(step.undoes(back)).isTrue();
      assertThat(step.finishUndo(back, Findings.NONE, Story.begins().seen()))
          .isEqualTo(new Move.Act(former, ROUTING));
      assertThat(
              step.finishUndo(back, Findings.NONE, Story.begins().then(former, refused()).seen()))
          .isEqualTo(new Move.Act(new ReadRoutes(SHOP), ROUTING));
      assertThat(
              step.finishUndo(
                  back, Findings.NONE, Story.begins().then(former, inForce(former)).seen()))
          .isEqualTo(Move.DONE);
    }
  }

  @Test
  @DisplayName("S7.1 a change of routes alone brings the app's routes into force as they are")
  void rerouting_publishesTheAppAsItIs() {
    Scene scene = scene(shop(), Rerouting.of("new traffic rules", List.of()));
    PublishRoutes publish = scene.publish(shop(), 10);

    assertThat(new PublishRoutesOfApp().finish(scene, Findings.NONE, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, ROUTING));
    assertThat(
            new PublishRoutesOfApp()
                .finish(
                    scene, Findings.NONE, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
  }

  private static Deployed deployed(SlotName slot) {
    return shop().slot(slot).deployed().orElseThrow();
  }
}
