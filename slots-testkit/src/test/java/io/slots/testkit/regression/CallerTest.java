package io.slots.testkit.regression;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.operation.StepName.APPLY_SETTINGS;
import static io.slots.operation.StepName.AWAIT_INSTANCES;
import static io.slots.operation.StepName.DRAIN_FORMER_TARGET;
import static io.slots.operation.StepName.REPEAT_FOR_SOURCE;
import static io.slots.operation.StepName.UPDATE_ROUTING;
import static io.slots.operation.StepName.WARM_UP;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.operation.ConflictException;
import io.slots.operation.Limits;
import io.slots.operation.OperationKind;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.junit.SlotsTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What callers ask, wait for and are told. */
@SlotsTest
class CallerTest {
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);

  private static SwapRequest withKey(String key) {
    return SwapRequest.builder().app(SHOP).source(STAGING).requestId(RequestId.of(key)).build();
  }

  @Test
  @DisplayName("the same key, while the first is under way: one operation, and its steps once")
  void sameKeyTwiceRunsOnce(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    Running first = kit.slots().swaps().swap(withKey("release-7"));
    Running second = kit.slots().swaps().swap(withKey("release-7"));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.await()).isCompleted();
    assertThat(kit.recorded(first)).switchedRoutingOnce();
    assertThat(kit.slots().operations().history(SHOP, 10))
        .filteredOn(it -> it.kind() == OperationKind.SWAP)
        .hasSize(1);
  }

  @Test
  @DisplayName("the same key when the first has ended: nothing is swapped back")
  void swapTwiceWithSameRequestIdIsOneSwap(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    Running first = kit.slots().swaps().swap(withKey("release-7"));
    first.await();
    Running again = kit.slots().swaps().swap(withKey("release-7"));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.await()).isCompleted();
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2");
  }

  @Test
  @DisplayName("deployments that come at the same time are done one after the other, or refused")
  void overlappingDeploysSerialize(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    Running first = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"));

    assertThatThrownBy(() -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v4")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("deploy v3 to staging");
    assertThat(first.await()).isCompleted();
    assertThat(kit.slots().apps().get(SHOP)).runs("v3", STAGING);
    assertThat(kit.carryOut(it -> it.slots().deploy(SHOP, STAGING, Content.of("v4")))).completed();
    assertThat(kit.platform().running().values())
        .extracting(it -> it.content().version())
        .containsOnly("v1", "v4");
  }

  @Test
  @DisplayName("a gate that nobody answers answers itself when its time is over")
  void gateDeadlineFires(SlotsTestKit kit) {
    App before = kit.given(stagingAndProduction());
    Limits limits = Limits.builder().previewExpiry(Duration.ofHours(8)).build();
    Running preview =
        kit.slots()
            .swaps()
            .prepare(SwapRequest.builder().app(SHOP).source(STAGING).limits(limits).build());
    assertThat(preview.awaitPause()).isTrue();

    assertThat(preview.await()).isReverted();
    assertThat(kit.recorded(preview)).tookAtMost(Duration.ofHours(9)).neverSwitchedRouting();
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  @TestFactory
  @DisplayName("who cancels is heard in every phase: it is put back, or he is told that it is late")
  Stream<DynamicTest> cancelWorksInEveryPhase() {
    return Stream.concat(
        Stream.of(APPLY_SETTINGS, AWAIT_INSTANCES, WARM_UP)
            .map(step -> dynamicTest(step + ": put back", () -> assertPutBack(step))),
        Stream.of(UPDATE_ROUTING, DRAIN_FORMER_TARGET, REPEAT_FOR_SOURCE)
            .map(step -> dynamicTest(step + ": too late", () -> assertTooLate(step))));
  }

  private static Running until(SlotsTestKit kit, StepName step) {
    Running swap = kit.slots().swaps().swap(SWAP);
    kit.time()
        .runUntil(
            () ->
                kit.slots()
                    .operations()
                    .current(SHOP)
                    .filter(it -> it.position().step() == step)
                    .isPresent());
    return swap;
  }

  private static void assertPutBack(StepName step) {
    SlotsTestKit kit = SlotsTestKit.create();
    App before = kit.given(stagingAndProduction());
    Running swap = until(kit, step);

    assertThat(kit.slots().swaps().cancel(SHOP, STAGING).isUnderWay()).isTrue();
    assertThat(swap.await()).isReverted().hasReason("cancelled");
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  private static void assertTooLate(StepName step) {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(stagingAndProduction());
    Running swap = until(kit, step);

    assertThat(kit.slots().swaps().cancel(SHOP, STAGING)).isInstanceOf(Cancellation.TooLate.class);
    assertThat(swap.await()).isCompleted();
  }

  @Test
  @DisplayName("a preview that pauses can be cancelled from either slot, and by its identity")
  void cancelWorksInEveryPhase_ofAPreview(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    Running bySource = kit.slots().swaps().prepare(SWAP);
    bySource.awaitPause();
    assertThat(kit.slots().swaps().cancel(SHOP, STAGING).isUnderWay()).isTrue();
    assertThat(bySource.await()).isReverted();

    Running byTarget = kit.slots().swaps().prepare(SWAP);
    byTarget.awaitPause();
    assertThat(kit.slots().swaps().cancel(SHOP, PRODUCTION).isUnderWay()).isTrue();
    assertThat(byTarget.await()).isReverted();

    Running byId = kit.slots().swaps().prepare(SWAP);
    byId.awaitPause();
    assertThat(kit.slots().operations().cancel(SHOP, byId.id()).isUnderWay()).isTrue();
    assertThat(byId.await()).isReverted();
  }

  @Test
  @DisplayName("whoever is kept out by a preview is told by which, since when, and what to do")
  void pendingPreviewDoesNotLockSilently(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    Running preview = kit.slots().swaps().prepare(SWAP);
    preview.awaitPause();

    assertThatThrownBy(() -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("swap staging into production")
        .hasMessageContaining(preview.id().value())
        .hasMessageContaining("paused")
        .hasMessageContaining("since 2026-01-01T00:00:0")
        .hasMessageContaining("complete or cancel it");
    assertThat(kit.slots().operations().waits(SHOP))
        .singleElement()
        .satisfies(it -> assertThat(it.sentence()).contains("a decision", "complete or cancel"));
  }

  @Test
  @DisplayName("tries that were needed once are not taken from those of the next time")
  void attemptsResetOnSuccess(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    int tries = Limits.defaults().routingTries();

    for (int i = 0; i < 3; i++) {
      kit.faults()
          .on(publications().inStep(UPDATE_ROUTING))
          .times(tries - 1)
          .failBefore("no connection");
      assertThat(kit.swap(SWAP)).completed().switchedRoutingOnce();
    }
  }
}
