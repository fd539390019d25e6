package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.core.Running;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * S8.1: an instance that could not be ended is in no slot any more, so nobody asks for it again,
 * and no repair reaches it. The report says so.
 */
class NotEndedTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = new Shop(kit, 2);

  @BeforeEach
  void nothingCanBeEnded() {
    kit.faults().on(Decommission.class::isInstance).failBefore("permission denied");
  }

  private static void assertTold(Running running, Ending ending, List<InstanceId> left) {
    EndedOperation report = running.await().report();

    assertThat(report.ending()).isEqualTo(ending);
    assertThat(report.degraded()).containsExactlyInAnyOrderElementsOf(left);
    assertThat(left).isNotEmpty();
    assertThat(left)
        .allSatisfy(
            id ->
                assertThat(report.reason().orElse(""))
                    .contains(
                        id
                            + " could not be ended: permission denied; end it yourself, it is not"
                            + " asked for again"));
  }

  @Test
  @DisplayName("S8.1 former instances of a deployment: theirs is to be ended, and no repair helps")
  void deployment_tells() {
    List<InstanceId> former = shop.ids(PRODUCTION);

    assertTold(
        kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v3")),
        Ending.COMPLETED_SOURCE_DEGRADED,
        former);
    assertThatThrownBy(() -> kit.slots().slots().repair(SHOP, PRODUCTION))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("one that could not be ended is yours to end");
  }

  @Test
  @DisplayName("S8.1 new instances of a deployment that was reverted")
  void revertedDeployment_tells() {
    kit.faults().on(Probe.class::isInstance).failBefore("no route to host");

    Running deployment = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"));
    List<InstanceId> made = deployment.await().report().degraded().stream().toList();

    assertThat(made).hasSize(2).doesNotContainAnyElementsOf(shop.ids(STAGING));
    assertTold(deployment, Ending.REVERTED_SOURCE_DEGRADED, made);
  }

  @Test
  @DisplayName("S8.1 former instances of a restart")
  void restart_tells() {
    List<InstanceId> former = shop.ids(STAGING);

    assertTold(
        kit.slots().slots().restart(SHOP, STAGING), Ending.COMPLETED_SOURCE_DEGRADED, former);
  }

  @Test
  @DisplayName("S8.1 surplus instances of a scaling")
  void scaling_tells() {
    List<InstanceId> surplus = List.of(shop.ids(PRODUCTION).get(1), shop.ids(STAGING).get(1));

    assertTold(kit.slots().apps().scale(SHOP, 1), Ending.COMPLETED_SOURCE_DEGRADED, surplus);
  }

  @Test
  @DisplayName("S8.1 instances of a slot that was deleted")
  void deletion_tells() {
    List<InstanceId> former = shop.ids(STAGING);

    assertTold(kit.slots().slots().delete(SHOP, STAGING), Ending.COMPLETED_SOURCE_DEGRADED, former);
  }

  @Test
  @DisplayName("S8.1 instances of an app that was deleted")
  void appDeletion_tells() {
    List<InstanceId> former =
        java.util.stream.Stream.of(PRODUCTION, STAGING)
            .flatMap(it -> shop.ids(it).stream())
            .toList();

    assertTold(kit.slots().apps().deleteWithSlots(SHOP), Ending.COMPLETED_SOURCE_DEGRADED, former);
  }
}
