package io.slots.testkit.readme;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.operation.StepName.UPDATE_ROUTING;
import static io.slots.operation.StepName.WARM_UP;
import static io.slots.testkit.CallPattern.anyCall;
import static io.slots.testkit.CallPattern.probes;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.core.Running;
import io.slots.effect.ProbeAnswer;
import io.slots.operation.LimitsChange;
import io.slots.operation.SwapRequest;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import io.slots.testkit.fault.FaultSweep;
import io.slots.testkit.junit.SlotsTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@SlotsTest
class FurtherSnippetsTest {
  private static SwapRequest preview() {
    return SwapRequest.builder()
        .app(SHOP)
        .source(STAGING)
        .limits(LimitsChange.builder().previewExpiry(Duration.ofHours(8)).build())
        .build();
  }

  @Test
  void time(SlotsTestKit kit) {
    // tag::time[]
    kit.given(stagingAndProduction());
    Running preview = kit.slots().swaps().prepare(preview()); // cancels itself after 8 h
    preview.awaitPause(); // time passes until then, and no longer

    kit.time().advance(Duration.ofHours(7));
    assertThat(kit.recorded(preview)).hasNotEnded();
    kit.time().advance(Duration.ofHours(2));
    assertThat(kit.recorded(preview)).reverted();
    // end::time[]
  }

  @Test
  void stall(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    // tag::stall[]
    Running preview = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));

    assertThatThrownBy(preview::await)
        .isInstanceOf(StalledException.class)
        .hasMessageContaining("op-5 of shop  waits for a decision since");
    // end::stall[]
  }

  @Test
  void faults(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    // tag::faults[]
    Faults faults = kit.faults();
    faults.on(restarts()).nth(2).failBefore("out of memory");
    faults.on(publications().inStep(UPDATE_ROUTING)).nth(1).failAfter("connection reset");
    faults.on(probes().inStep(WARM_UP)).answer(new ProbeAnswer.Responded(503));
    faults.on(anyCall().goingBack()).answerLate(Duration.ofSeconds(5));
    faults.drawnFrom(42).oneIn(20); // by chance, the same for the same seed and calls

    kit.storeFaults().failWrite(3, FaultyStore.Fault.HANG);
    // end::faults[]
    kit.swap(SHOP, STAGING);
    assertThat(kit.calls()).isNotEmpty();
  }

  @Test
  void crash(SlotsTestKit kit) {
    // tag::crash[]
    kit.given(stagingAndProduction());
    kit.faults().on(publications().inStep(UPDATE_ROUTING)).nth(1).crashAfter();

    kit.survive(() -> kit.swap(SHOP, STAGING)); // the engine dies, and another starts on its store
    kit.untilIdle(); // which goes on with what it finds

    assertThat(kit.slots().apps().get(SHOP)).runs("v2", PRODUCTION);
    // end::crash[]
  }

  // tag::sweep[]
  @TestFactory
  Stream<DynamicTest> ourReleaseSurvivesEverything() {
    return FaultSweep.given(stagingAndProduction().workers(1))
        .when(kit -> new Releases(kit.slots().swaps()).promote(SHOP))
        .always(
            "somebody serves",
            kit -> assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isNotEmpty())
        .atTheEnd(
            "nothing waits", kit -> assertThat(kit.slots().operations().waits(SHOP)).isEmpty())
        .tests();
  }

  // end::sweep[]

  @TestFactory
  Stream<DynamicTest> seeds() {
    FaultSweep sweep =
        FaultSweep.given(stagingAndProduction().workers(1))
            .when(kit -> new Releases(kit.slots().swaps()).promote(SHOP));
    return
    // tag::seeds[]
    sweep.seeds(1, 50); // seeds 1 to 50; sweep.onlySeed(17).tests() repeats one
    // end::seeds[]
  }
}
