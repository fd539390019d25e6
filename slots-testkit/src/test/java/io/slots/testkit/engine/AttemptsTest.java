package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Outcome;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S9.5: what is asked for again. */
class AttemptsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = new Shop(kit, 2);

  @Test
  @DisplayName("S9.5 a call that got no answer is made again, and says which attempt it is")
  void publish_unanswered_isMadeAgain() {
    kit.faults().on(PublishRoutes.class::isInstance).times(2).hang();

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    List<RecordedCall> published = shop.calls(PublishRoutes.class);
    assertThat(published).map(call -> call.call().attempt()).containsExactly(1, 2, 3);
    assertThat(published).map(RecordedCall::effect).containsOnly(published.get(0).effect());
  }

  @Test
  @DisplayName("S9.5 attempts are counted for each instance by itself")
  void probe_unansweredByOneInstance_isCountedForIt() {
    InstanceId slow = shop.ids(SlotsTestKit.STAGING).get(0);
    kit.faults().on(Shop.of(Probe.class, slow)).times(2).failBefore("planted");

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(attempts(slow)).startsWith(1, 2, 3);
    assertThat(attempts(shop.ids(io.slots.app.SlotName.PRODUCTION).get(1))).containsOnly(1);
  }

  private List<Integer> attempts(InstanceId instance) {
    return shop.calls(Probe.class).stream()
        .filter(call -> call.effect().instanceId().filter(instance::equals).isPresent())
        .map(call -> call.call().attempt())
        .toList();
  }
}
