package io.slots.testkit.readme;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.operation.Limits;
import io.slots.testkit.RecordedOperation;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.junit.SlotsExtension;
import io.slots.testkit.junit.SlotsTest;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstSnippetsTest {
  @SlotsTest
  @Nested
  class Others {
    @Test
    void operation(SlotsTestKit kit) {
      kit.given(stagingAndProduction());
      // tag::operation[]
      RecordedOperation swap = kit.swap(SHOP, STAGING); // begins it, and lets time pass to its end

      assertThat(swap).completed().switchedRoutingOnce().neverTouched(PRODUCTION);
      // end::operation[]
    }

    @Test
    void fixture(SlotsTestKit kit) {
      // tag::fixture[]
      App shop =
          kit.given(
              stagingAndProduction()
                  .workers(3)
                  .sticky(STAGING, "MAIL", "to nobody")
                  .free(STAGING, "COLOR", "blue")
                  .deployed(CANARY, "v3")
                  .share(CANARY, 10));

      assertThat(shop).runs("v3", CANARY).hasReady(3, CANARY).hasShare(CANARY, 10);
      // end::fixture[]
    }
  }

  @Nested
  class Configured {
    // tag::configured[]
    @RegisterExtension
    final SlotsExtension slots =
        SlotsExtension.of(
            () ->
                SlotsTestKit.create(
                    engine ->
                        engine.limits(Limits.builder().drain(Duration.ofMinutes(5)).build())));

    // end::configured[]

    @Test
    void limits(SlotsTestKit kit) {
      kit.given(stagingAndProduction());
      kit.router().inFlight(kit.router().instancesOf(SHOP, PRODUCTION).get(0), 1);

      RecordedOperation swap = kit.swap(SHOP, STAGING);
      assertThat(swap).completed();
      assertThat(swap.report().orElseThrow().took()).isGreaterThan(Duration.ofMinutes(5));
    }
  }
}
