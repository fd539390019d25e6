package io.slots.testkit.await;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.await.SlotsConditions.app;
import static io.slots.testkit.await.SlotsConditions.areAt;
import static io.slots.testkit.await.SlotsConditions.areOver;
import static io.slots.testkit.await.SlotsConditions.ended;
import static io.slots.testkit.await.SlotsConditions.goBack;
import static io.slots.testkit.await.SlotsConditions.operationsOf;
import static io.slots.testkit.await.SlotsConditions.pause;
import static io.slots.testkit.await.SlotsConditions.versionIn;
import static io.slots.testkit.fixture.AppFixture.SHOP;
import static io.slots.testkit.fixture.AppFixture.STAGING;
import static io.slots.testkit.fixture.AppFixture.emptyApp;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.slots.app.AppName;
import io.slots.core.Slots;
import io.slots.operation.Ending;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real time and real threads, as with real adapters. */
@Timeout(60)
class SlotsConditionsTest {
  private final HeldPlatform platform = new HeldPlatform();
  private final Slots slots =
      Slots.builder()
          .restarter(platform)
          .provisioner(platform)
          .probe(platform)
          .router(platform)
          .build();

  @BeforeEach
  void setUp() {
    stagingAndProduction().workers(1).createIn(slots);
  }

  @AfterEach
  void close() {
    slots.close();
  }

  @Test
  void swap_isWaitedFor() {
    platform.hold();
    slots.swaps().swap(SwapRequest.of(SHOP, STAGING));

    await().until(operationsOf(slots, SHOP), areAt(StepName.APPLY_SETTINGS));
    platform.release();
    await().until(operationsOf(slots, SHOP), areOver());
    await().until(operationsOf(slots, SHOP), ended(Ending.COMPLETED));
    await().until(versionIn(slots, SHOP, PRODUCTION), is("v2"));
  }

  @Test
  void release_isWaitedFor() {
    // tag::await[]
    slots.swaps().swap(SwapRequest.of(SHOP, STAGING));

    await().until(operationsOf(slots, SHOP), ended(Ending.COMPLETED));
    await().until(versionIn(slots, SHOP, PRODUCTION), is("v2"));
    // end::await[]
  }

  @Test
  void preview_isWaitedFor() {
    slots.swaps().prepare(SwapRequest.of(SHOP, STAGING));
    await().until(operationsOf(slots, SHOP), pause());
    assertThat(Glimpse.of(slots, SHOP))
        .hasToString(Glimpse.of(slots, SHOP).toString())
        .asString()
        .startsWith("shop: swap staging into production paused; waits for a decision since ");

    platform.hold();
    slots.swaps().cancel(SHOP, STAGING);
    await().until(operationsOf(slots, SHOP), goBack());
    platform.release();
    await().until(operationsOf(slots, SHOP), ended(Ending.REVERTED));
  }

  @Test
  void app_thatIsDeleted_isWaitedFor() {
    AppName other = AppName.of("other");
    emptyApp().named("other").createIn(slots);
    assertThat(slots.apps().find(other)).isPresent();

    slots.apps().delete(other);
    await().until(app(slots, other), is(Optional.empty()));
    assertThat(versionIn(slots, other, PRODUCTION))
        .satisfies(it -> assertThat(it.call()).isEmpty());
  }

  @Test
  void conditionThatIsNotMet_tellsWhatIsUnderWayAndWhatThatWaitsFor() {
    platform.hold();
    slots.swaps().swap(SwapRequest.of(SHOP, STAGING));

    assertThatThrownBy(
            () ->
                await()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMillis(100))
                    .until(operationsOf(slots, SHOP), areOver()))
        .isInstanceOf(ConditionTimeoutException.class)
        .hasMessageContaining("expected operations that are over but was ")
        .hasMessageContaining("shop: swap staging into production (")
        .hasMessageContaining("at \"apply settings\"; waits for ")
        .hasMessageContaining("before that: deploy v2 to staging completed");
    platform.release();
  }
}
