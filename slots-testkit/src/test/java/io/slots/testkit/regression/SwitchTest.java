package io.slots.testkit.regression;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.operation.StepName.UPDATE_ROUTING;
import static io.slots.operation.StepName.WARM_UP;
import static io.slots.testkit.CallPattern.probes;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.TrafficShare;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.RoutingTable;
import io.slots.operation.LimitsChange;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpStatuses;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.RecordedOperation;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.junit.SlotsTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who gets requests, and when. */
@SlotsTest
class SwitchTest {
  private static SwapRequest swap(UnaryOperator<LimitsChange.Builder> limits) {
    return SwapRequest.builder()
        .app(SHOP)
        .source(STAGING)
        .limits(limits.apply(LimitsChange.builder()).build())
        .build();
  }

  @Test
  @DisplayName("a rollback leads nobody to the side that was good before and is not any more")
  void rollbackMustNotTargetUnreadySide(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    List<InstanceId> former = kit.router().instancesOf(SHOP, PRODUCTION);
    RecordedOperation swap = kit.swap(swap(it -> it.keepWarm(Duration.ofHours(1))));
    assertThat(swap).completed();
    former.forEach(kit.platform()::kill);

    RecordedOperation rollback = kit.carryOut(it -> it.swaps().rollback(SHOP, swap.id()));

    assertThat(rollback).reverted().neverSwitchedRouting().neverTouched(PRODUCTION);
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2");
  }

  @Test
  @DisplayName("nobody touches the old side before the whole data plane has confirmed the switch")
  void oldSideNotTouchedBeforeConvergence(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    List<InstanceId> oldSide = kit.router().instancesOf(SHOP, PRODUCTION);
    kit.faults()
        .on(publications().inStep(UPDATE_ROUTING))
        .nth(1)
        .answerLate(Duration.ofSeconds(20));

    assertThat(kit.swap(SHOP, STAGING)).completed().switchedRoutingOnce();

    Instant confirmed =
        kit.calls().stream()
            .filter(publications().inStep(UPDATE_ROUTING))
            .findFirst()
            .flatMap(RecordedCall::answeredAt)
            .orElseThrow();
    assertThat(kit.calls())
        .filteredOn(call -> call.instance().filter(oldSide::contains).isPresent())
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.at()).isAfterOrEqualTo(confirmed));
  }

  @Test
  @DisplayName(
      "what is routed and how it is shared changes in one table, never one before the other")
  void optionsChangeIsAtomicWithTargets(SlotsTestKit kit) {
    kit.given(stagingAndProduction().deployed(CANARY, "v3"));
    TrafficShare share = TrafficShare.of(CANARY, 20);
    int before = kit.router().published().size();

    kit.slots().slots().route(SHOP, List.of(share));
    assertThat(kit.swap(SHOP, STAGING)).completed().switchedRoutingOnce();

    List<RoutingTable> tables = kit.router().published();
    assertThat(tables.subList(before, tables.size()))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            table -> {
              assertThat(table.route(PRODUCTION).orElseThrow().shares()).containsExactly(share);
              assertThat(table.route(PRODUCTION).orElseThrow().instances()).hasSize(2);
              assertThat(table.route(CANARY).orElseThrow().instances()).hasSize(2);
            });
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2").shares(CANARY, 20);
  }

  @Test
  @DisplayName("an instance that gets production's requests knows that it is production, at once")
  void slotNameCorrectAtFlip(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    kit.invariant(
        () ->
            kit.router()
                .instancesOf(SHOP, PRODUCTION)
                .forEach(
                    it ->
                        assertThat(kit.platform().running(it).orElseThrow().slot())
                            .isEqualTo(PRODUCTION)));

    assertThat(kit.swap(SHOP, STAGING)).completed();
    assertThat(kit.swap(SHOP, STAGING)).completed();
  }

  @Test
  @DisplayName("an instance that answers 500 is not warm, where only success counts")
  void status500IsNotWarm(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    kit.faults().on(probes().inStep(WARM_UP)).answer(new ProbeAnswer.Responded(500));

    assertThat(kit.swap(swap(it -> it.warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY))))
        .reverted()
        .because("500")
        .turnedBackAt(WARM_UP)
        .neverTouched(PRODUCTION);
  }

  @Test
  @DisplayName("500 is not warm by the settings either: those accept what they list, and no more")
  void status500IsNotWarm_bySettings(SlotsTestKit kit) {
    kit.given(stagingAndProduction().free(STAGING, "WEBSITE_SWAP_WARMUP_PING_STATUSES", "200,202"));
    kit.faults().on(probes().inStep(WARM_UP)).answer(new ProbeAnswer.Responded(500));

    assertThat(kit.swap(SHOP, STAGING)).reverted().because("500");
  }

  @Test
  @DisplayName("an instance that was unhealthy and is replaced is in nobody's way any more")
  void replacedUnhealthyInstanceDoesNotBlockPromotion(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    InstanceId lost = kit.router().instancesOf(SHOP, STAGING).get(0);
    kit.faults().on(restarts().of(lost)).failBefore("disk full");
    assertThat(kit.swap(SHOP, STAGING)).revertedDegraded(lost);

    assertThat(kit.carryOut(it -> it.slots().deploy(SHOP, STAGING, Content.of("v2.1"))))
        .completed();

    assertThat(kit.swap(SHOP, STAGING)).completed();
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2.1");
    assertThat(kit.platform().running(lost)).isEmpty();
  }

  @Test
  @DisplayName("who goes back to what he had, in time, waits for no warm-up and no restart")
  void revertSkipsCanaryPhase(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    RecordedOperation swap = kit.swap(swap(it -> it.keepWarm(Duration.ofMinutes(10))));

    RecordedOperation rollback = kit.carryOut(it -> it.swaps().rollback(SHOP, swap.id()));

    assertThat(rollback)
        .completed()
        .switchedRoutingOnce()
        .neverMade(restarts())
        .tookAtMost(Duration.ofSeconds(1));
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v1");
  }

  @Test
  @DisplayName("a repair restarts nobody whom the routes that are in force still lead to")
  void repairMustNotRestartWhoServes(SlotsTestKit kit) {
    kit.given(stagingAndProduction());
    kit.swap(swap(it -> it.keepWarm(Duration.ofMinutes(2))));
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 30)));
    List<InstanceId> sharing = kit.router().instancesOf(SHOP, STAGING);
    kit.faults().on(publications()).throwing("out of reach");
    kit.time()
        .advance(Duration.ofMinutes(10)); // Kept warm no more, and not taken out of the routes.

    RecordedOperation repair = kit.carryOut(it -> it.slots().repair(SHOP, STAGING));

    assertThat(repair)
        .completedDegraded(sharing.toArray(InstanceId[]::new))
        .neverMade(restarts())
        .neverTouched(PRODUCTION);
    kit.faults().clear();
    assertThat(kit.carryOut(it -> it.slots().repair(SHOP, STAGING)))
        .completed()
        .neverTouched(PRODUCTION);
    assertThat(kit.router()).route(SHOP, STAGING).leadsTo("v1");
  }
}
