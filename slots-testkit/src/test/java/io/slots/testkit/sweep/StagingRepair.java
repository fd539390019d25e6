package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.effect.Restart;
import io.slots.operation.Outcome;
import java.util.List;

/** An instance of staging, which a failed swap has left degraded, is brought back. */
final class StagingRepair implements Piece {
  @Override
  public void prepare(Stage stage) {
    InstanceId bad = stage.app().slot(STAGING).deployed().orElseThrow().instances().get(1).id();
    stage
        .kit()
        .faults()
        .on(it -> it instanceof Restart && it.instanceId().orElseThrow().equals(bad))
        .failBefore("planted");
    assertThat(stage.swap().await()).isInstanceOf(Outcome.RevertedSourceDegraded.class);
    stage.kit().faults().clear();
  }

  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage -> stage.await(stage.begun(stage.kit().slots().slots().repair(SHOP, STAGING)))));
  }
}
