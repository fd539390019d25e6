package io.slots.examples.hello;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.operation.LimitsChange;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpStatuses;
import io.slots.testkit.SlotsTestKit;
import org.junit.jupiter.api.Test;

/**
 * How a user tests code of their own against the real engine, without waiting and without a
 * network.
 */
class TestKitSnippetTest {
  // tag::testkit[]
  @Test
  void aBrokenReleaseNeverReachesProduction() {
    SlotsTestKit kit = SlotsTestKit.create(); // the real engine, virtual time, fakes of every SPI
    kit.stagingAndProduction(2); // v1 in production, v2 in staging, two instances each
    kit.faults().on(Probe.class::isInstance).answer(new ProbeAnswer.Responded(500));

    SwapRequest strict =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(LimitsChange.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build())
            .build();
    Outcome outcome = kit.slots().swaps().swap(strict).await();

    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(
            kit.slots().apps().get(SHOP).production().deployed().orElseThrow().content().version())
        .isEqualTo("v1");
  }
  // end::testkit[]
}
