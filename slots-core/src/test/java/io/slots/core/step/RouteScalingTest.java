package io.slots.core.step;

import static io.slots.core.step.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.Direction;
import io.slots.operation.Scaling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouteScalingTest {
  private static final App APP = Stage.app(2);
  private static final Instance NEW_PRODUCTION = Instance.of("new-1", "http://127.0.0.1:9001");
  private static final Instance NEW_STAGING = Instance.of("new-2", "http://127.0.0.1:9002");
  private static final Scaling UP =
      Scaling.builder()
          .plan(Plan.premium(3))
          .addSlots(SlotName.PRODUCTION, STAGING)
          .addBatches(
              FlowTest.batch(SlotName.PRODUCTION, "v1", "new-1"),
              FlowTest.batch(STAGING, "v2", "new-2"))
          .build();
  private static final Scaling DOWN =
      Scaling.builder()
          .plan(Plan.premium(1))
          .addSlots(SlotName.PRODUCTION, STAGING)
          .addSurplus(InstanceId.of("v1-2"), InstanceId.of("v2-1"))
          .build();

  private static List<Instance> instances(App app, SlotName slot) {
    return app.slot(slot).deployed().orElseThrow().instances();
  }

  @Test
  @DisplayName("S2.4 new instances join those of their slot, as they are now")
  void apply_up_addsEachToItsSlot() {
    Scene scene = Stage.scene(APP, UP, NEW_STAGING, NEW_PRODUCTION);

    App scaled = new RouteScaling(UP).apply(scene, Findings.NONE, Stage.seen());

    assertThat(scaled.plan()).isEqualTo(Plan.premium(3));
    assertThat(instances(scaled, SlotName.PRODUCTION))
        .startsWith(instances(APP, SlotName.PRODUCTION).toArray(Instance[]::new))
        .hasSize(3)
        .endsWith(NEW_PRODUCTION);
    assertThat(instances(scaled, STAGING)).hasSize(3).endsWith(NEW_STAGING);
    assertThat(scaled.slot(STAGING).deployed().orElseThrow().madeByLibrary()).isTrue();
  }

  @Test
  @DisplayName("S2.4 surplus ones leave, and everything else stays")
  void apply_down_takesSurplusAway() {
    App scaled = new RouteScaling(DOWN).apply(Stage.scene(APP, DOWN), Findings.NONE, Stage.seen());

    assertThat(scaled.plan()).isEqualTo(Plan.premium(1));
    assertThat(instances(scaled, SlotName.PRODUCTION))
        .containsExactly(instances(APP, SlotName.PRODUCTION).get(0));
    assertThat(instances(scaled, STAGING)).containsExactly(instances(APP, STAGING).get(1));
    assertThat(scaled.slot(STAGING).settings()).isEqualTo(APP.slot(STAGING).settings());
  }

  @Test
  @DisplayName("S2.4 the table of all slots is published once; none where only the plan changes")
  void finish_publishesIfRoutesChange() {
    Scene scene = Stage.scene(APP, DOWN);
    App scaled = new RouteScaling(DOWN).apply(scene, Findings.NONE, Stage.seen());
    Scaling plan =
        Scaling.builder().plan(Plan.standard(2)).addSlots(SlotName.PRODUCTION, STAGING).build();

    Move first = new RouteScaling(DOWN).finish(scene, Findings.NONE, Stage.seen());

    PublishRoutes publish =
        new PublishRoutes(RoutingTable.of(scaled, new RoutingGeneration(7, 10)));
    assertThat(first).isEqualTo(new Move.Act(publish, Stage.LIMITS.routing()));
    assertThat(
            new RouteScaling(DOWN)
                .finish(
                    scene,
                    Findings.NONE,
                    Stage.seen(
                        Duration.ZERO,
                        publish,
                        new Answer.Published(
                            new RoutesAnswer.InForce(publish.table().generation())))))
        .isEqualTo(Move.DONE);
    assertThat(new RouteScaling(plan).finish(Stage.scene(APP, plan), Findings.NONE, Stage.seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S2.4 undone: the former routes, newer than those tried, then the new ones drained")
  void finishUndo_publishesAndDrains() {
    Scene back = Stage.scene(APP, UP, Direction.BACK, NEW_PRODUCTION, NEW_STAGING);
    PublishRoutes former = new PublishRoutes(RoutingTable.of(APP, new RoutingGeneration(7, 990)));

    assertThat(new RouteScaling(UP).undoes(back)).isTrue();
    assertThat(new RouteScaling(UP).finishUndo(back, Findings.NONE, Stage.seen()))
        .isEqualTo(new Move.Act(former, Stage.LIMITS.routing()));
    Move then =
        new RouteScaling(UP)
            .finishUndo(
                back,
                Findings.NONE,
                Stage.seen(
                    Duration.ZERO,
                    former,
                    new Answer.Published(new RoutesAnswer.InForce(former.table().generation()))));
    CountInFlight count =
        new CountInFlight(APP.name(), Set.of(NEW_PRODUCTION.id(), NEW_STAGING.id()));
    assertThat(then).isEqualTo(new Move.Act(count, Stage.LIMITS.drain()));
    assertThat(
            new RouteScaling(UP)
                .finishUndo(
                    back,
                    Findings.NONE,
                    Stage.seen(Duration.ZERO, count, new Answer.Counted(Map.of()))))
        .isEqualTo(Move.DONE);
  }
}
