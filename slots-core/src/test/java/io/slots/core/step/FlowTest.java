package io.slots.core.step;

import static io.slots.core.step.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.AppDeletion;
import io.slots.operation.Batch;
import io.slots.operation.Deletion;
import io.slots.operation.Limits;
import io.slots.operation.Scaling;
import io.slots.operation.Settling;
import io.slots.operation.StepName;
import io.slots.operation.Task;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which steps deletions, scaling and settling have, and where each cannot turn back any more. */
class FlowTest {
  private static final App APP = Stage.app(2);

  private static List<StepName> steps(App app, Task task) {
    Scene scene = Stage.scene(app, task);
    List<StepName> steps = new ArrayList<>();
    for (Step step : Flow.of(task).steps()) {
      if (step.applies(scene)) {
        steps.add(step.name());
      }
    }
    return steps;
  }

  private static StepName pointOfNoReturn(Task task) {
    Flow flow = Flow.of(task);
    return flow.steps().get(flow.pointOfNoReturn()).name();
  }

  static Batch batch(SlotName slot, String version, String... ids) {
    return Batch.builder()
        .slot(slot)
        .content(Content.of(version))
        .settings(Stage.SETTINGS)
        .warmUp(WarmUpPlan.of(Stage.SETTINGS, Content.of(version), WarmUpStatuses.AS_SETTINGS_SAY))
        .made(List.of(ids).stream().map(InstanceId::of).toList())
        .build();
  }

  @Test
  @DisplayName("S1.6 a slot: withdrawn, drained, ended")
  void deletion() {
    Deletion deletion =
        Deletion.builder().slot(STAGING).former(APP.slot(STAGING).deployed()).build();
    Deletion ofGiven =
        Deletion.builder()
            .slot(STAGING)
            .former(APP.slot(STAGING).deployed().map(it -> it.withMadeByLibrary(false)))
            .build();

    assertThat(steps(APP, deletion))
        .containsExactly(
            StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES, StepName.END_FORMER_INSTANCES);
    assertThat(steps(APP, ofGiven))
        .containsExactly(StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES);
    assertThat(steps(APP, Deletion.builder().slot(STAGING).build()))
        .containsExactly(StepName.UPDATE_ROUTING);
    assertThat(pointOfNoReturn(deletion)).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S1.6 an app: the same for all slots, each instance once")
  void appDeletion() {
    Deployed given = APP.slot(STAGING).deployed().orElseThrow().withMadeByLibrary(false);
    AppDeletion deletion =
        AppDeletion.builder()
            .app(APP.name())
            .addSlots(SlotName.PRODUCTION, STAGING)
            .addFormer(APP.production().deployed().orElseThrow(), given)
            .build();
    Scene scene = Stage.scene(APP, deletion);
    Step end = Flow.of(deletion).steps().get(2);

    assertThat(steps(APP, deletion))
        .containsExactly(
            StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES, StepName.END_FORMER_INSTANCES);
    assertThat(end.instances(scene)).containsExactly(InstanceId.of("v1-1"), InstanceId.of("v1-2"));
    assertThat(pointOfNoReturn(deletion)).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S2.4 scaling: made, awaited, warmed up for production, routed, surplus ended")
  void scaling() {
    Scaling up =
        Scaling.builder()
            .plan(APP.plan().withWorkers(3))
            .addSlots(SlotName.PRODUCTION, STAGING)
            .addBatches(batch(SlotName.PRODUCTION, "v1", "new-1"), batch(STAGING, "v2", "new-2"))
            .build();
    Scaling upStaging =
        Scaling.builder()
            .plan(APP.plan().withWorkers(3))
            .addSlots(STAGING)
            .addBatches(batch(STAGING, "v2", "new-2"))
            .build();
    Scaling down =
        Scaling.builder()
            .plan(APP.plan().withWorkers(1))
            .addSlots(SlotName.PRODUCTION, STAGING)
            .addSurplus(InstanceId.of("v1-2"))
            .build();

    assertThat(steps(APP, up))
        .containsExactly(
            StepName.PROVISION_INSTANCES,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING);
    assertThat(steps(APP, upStaging))
        .containsExactly(
            StepName.PROVISION_INSTANCES, StepName.AWAIT_INSTANCES, StepName.UPDATE_ROUTING);
    assertThat(steps(APP, down))
        .containsExactly(
            StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES, StepName.END_FORMER_INSTANCES);
    assertThat(pointOfNoReturn(up)).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S4.6 S4.9 settling: drained, then restarted, and never turned back")
  void settling() {
    Settling settling =
        Settling.builder().slot(STAGING).content(Content.of("v2")).settings(Stage.SETTINGS).build();

    assertThat(steps(APP, settling))
        .containsExactly(StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE);
    assertThat(Flow.of(settling).pointOfNoReturn()).isEqualTo(-1);
    assertThat(Limits.defaults().keepWarm()).isEmpty();
  }
}
