package io.slots.testkit.assertion;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.decommissions;
import static io.slots.testkit.CallPattern.probes;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.assertion.SlotsAssertions.assertThatEvents;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.event.SlotsEvent;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.spi.Call;
import io.slots.testkit.SlotsTestKit;
import org.junit.jupiter.api.Test;

class OtherAssertionsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  private App shop() {
    return kit.slots().apps().get(SHOP);
  }

  private Outcome swap() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  // ---- outcomes

  @Test
  void outcome_thatIsCompleted() {
    kit.given(stagingAndProduction());
    Outcome outcome = swap();

    assertThat(outcome).isDone().isCompleted().hasDegraded();
    assertThat(Failure.of(() -> assertThat(outcome).isReverted()))
        .contains("Expecting swap staging into production of shop (op-5)")
        .contains("to have ended: reverted", "but it ended: completed", "Steps");
    assertThat(Failure.of(() -> assertThat(outcome).hasReason("rain")))
        .contains("to have a reason with \"rain\"");
    assertThat(Failure.of(() -> assertThat(outcome).hasDegraded(InstanceId.of("x"))))
        .contains("to have these instances degraded: [x]", "but they are []");
  }

  @Test
  void outcome_thatIsReverted() {
    kit.given(stagingAndProduction());
    kit.faults().on(restarts()).nth(1).failBefore("out of memory");
    Outcome outcome = swap();

    assertThat(outcome).isReverted().hasReason("out of memory");
    assertThat(Failure.of(() -> assertThat(outcome).isDone())).contains("to have been done");
    assertThat(Failure.of(() -> assertThat(outcome).isCompleted())).contains("out of memory");
    assertThat(Failure.of(() -> assertThat(outcome).isCompletedSourceDegraded()))
        .contains("to have ended: completed, source degraded");
    assertThat(Failure.of(() -> assertThat(outcome).isRevertedSourceDegraded()))
        .contains("to have ended: reverted, source degraded");
    assertThat(Failure.of(() -> assertThat(outcome).isRefused()))
        .contains("to have ended: refused");
  }

  // ---- apps

  @Test
  void app_asItIs() {
    kit.given(stagingAndProduction().empty(CANARY).free(STAGING, "COLOR", "blue"));

    assertThat(shop())
        .runs("v1", PRODUCTION)
        .runs("v2", STAGING)
        .isEmpty(CANARY)
        .hasSlots(PRODUCTION, STAGING, CANARY)
        .hasReady(2, STAGING)
        .hasDegraded(STAGING)
        .hasSetting(STAGING, "COLOR", "blue")
        .hasNoSetting(PRODUCTION, "COLOR")
        .hasNoShares();
  }

  @Test
  void app_asItIsNot_tellsWhatSlotsHaveAndNoValue() {
    kit.given(stagingAndProduction().free(STAGING, "COLOR", "blue"));

    assertThat(Failure.of(() -> assertThat(shop()).runs("v2", PRODUCTION)))
        .contains("Expecting app shop\nto have v2 in production\nbut it has v1 there")
        .contains("staging     v2       shop-v2-op-4-1, shop-v2-op-4-2  COLOR, DATABASE*");
    assertThat(Failure.of(() -> assertThat(shop()).hasSetting(STAGING, "COLOR", "green")))
        .contains("the expected value of app setting COLOR in staging")
        .contains("it has another (values are not shown)")
        .doesNotContain("blue")
        .doesNotContain("green");
    assertThat(Failure.of(() -> assertThat(shop()).hasSetting(STAGING, "SIZE", "XL")))
        .contains("it has no such setting");
    assertThat(Failure.of(() -> assertThat(shop()).hasNoSetting(STAGING, "COLOR")))
        .contains("but it has one");
    assertThat(Failure.of(() -> assertThat(shop()).isEmpty(STAGING))).contains("but it has v2");
    assertThat(Failure.of(() -> assertThat(shop()).isEmpty(CANARY)))
        .contains("but there is no such slot");
    assertThat(Failure.of(() -> assertThat(shop()).hasSlots(PRODUCTION)))
        .contains("the slots [production]", "but it has [production, staging]");
    assertThat(Failure.of(() -> assertThat(shop()).hasReady(3, STAGING))).contains("but it has 2");
    assertThat(Failure.of(() -> assertThat(shop()).hasShare(STAGING, 5)))
        .contains("the share staging 5 %", "but its shares are []");
    assertThat(Failure.of(() -> assertThat(shop()).hasDegraded(STAGING, InstanceId.of("x"))))
        .contains("degraded in staging: [x]", "but they are []");
  }

  // ---- routes

  @Test
  void route_asItIs() {
    kit.given(stagingAndProduction().deployed(CANARY, "v3").share(CANARY, 12.5));

    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v1").shares(CANARY, 12.5);
    assertThat(kit.router())
        .route(SHOP, STAGING)
        .leadsTo(InstanceId.of("shop-v2-op-5-2"), InstanceId.of("shop-v2-op-5-1"));
    kit.slots().slots().stop(SHOP, STAGING);
    assertThat(kit.router()).route(SHOP, STAGING).leadsNowhere();
  }

  @Test
  void route_asItIsNot_tellsTheRoutes() {
    kit.given(stagingAndProduction());

    assertThat(Failure.of(() -> assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2")))
        .contains("Expecting the route of production of shop\nto have instances of v2\n")
        .contains("but it leads to [shop-v1-op-3-1, shop-v1-op-3-2] with v1")
        .contains("shop-staging.localhost  v2       shop-v2-op-4-1, shop-v2-op-4-2");
    assertThat(Failure.of(() -> assertThat(kit.router()).route(SHOP, CANARY).leadsTo("v3")))
        .contains("but there is none");
    assertThat(
            Failure.of(
                () ->
                    assertThat(kit.router())
                        .route(SHOP, STAGING)
                        .leadsTo(InstanceId.of("shop-v2-op-4-1"))))
        .contains("the instances [shop-v2-op-4-1]");
    assertThat(Failure.of(() -> assertThat(kit.router()).route(SHOP, STAGING).leadsNowhere()))
        .contains("to have no instances");
    assertThat(
            Failure.of(() -> assertThat(kit.router()).route(SHOP, PRODUCTION).shares(STAGING, 5)))
        .contains("to have the share staging 5 %");
  }

  // ---- calls

  @Test
  void calls_asTheyAre() {
    kit.given(stagingAndProduction());
    swap();

    assertThat(kit.history())
        .has(restarts())
        .has(4, restarts())
        .hasNone(decommissions())
        .hasInOrder(restarts(), probes(), publications(), restarts())
        .areAllAnswered()
        .areAllAllowed();
  }

  @Test
  void calls_asTheyAreNot_tellTheHistory() {
    kit.given(stagingAndProduction());
    kit.faults().on(probes()).nth(1).hang();
    swap();

    assertThat(Failure.of(() -> assertThat(kit.history()).has(decommissions())))
        .contains("to have the end of an instance", "but there is none")
        .contains("Calls of the SPIs, oldest first");
    assertThat(Failure.of(() -> assertThat(kit.history()).has(1, restarts())))
        .contains("1 of these: a restart", "but there are 4: 0 \"restart");
    assertThat(Failure.of(() -> assertThat(kit.history()).hasNone(restarts())))
        .contains("none of these: a restart", "but there are 4: 0 \"restart");
    assertThat(Failure.of(() -> assertThat(kit.history()).hasInOrder(restarts(), decommissions())))
        .contains("in this order: [a restart, the end of an instance]")
        .contains("but after that there is none of: the end of an instance");
    assertThat(Failure.of(() -> assertThat(kit.history()).areAllAnswered()))
        .contains("these were not: 2 \"GET / on ", "planted: hangs, and is not done; not");
  }

  @Test
  void calls_thatAFakeDidNotTake_standAmongTheOthers() {
    kit.given(stagingAndProduction());
    swap();
    Call late = new Call(OperationId.of("late"), 1, 1);
    Decommission end = new Decommission(SHOP, InstanceId.of("shop-v2-op-4-1"));
    assertThatThrownBy(() -> kit.platform().decommission(end, late))
        .hasMessage("fencing token 1 is older than 5");

    assertThat(Failure.of(() -> assertThat(kit.history()).areAllAllowed()))
        .contains("to have all been allowed", "but these were not: \"end shop-v2-op-4-1\"")
        .containsPattern("- +! .* end shop-v2-op-4-1 +refused: fencing token 1");
  }

  // ---- events

  @Test
  void events_asTheyAreAndAreNot() {
    kit.given(stagingAndProduction());
    swap();

    assertThatEvents(kit.events())
        .has(SlotsEvent.OperationStarted.class)
        .has(1, SlotsEvent.OperationEnded.class)
        .hasNone(SlotsEvent.TurnedBack.class)
        .hasInOrder(
            SlotsEvent.OperationStarted.class,
            SlotsEvent.StepStarted.class,
            SlotsEvent.OperationEnded.class);
    assertThat(Failure.of(() -> assertThatEvents(kit.events()).has(SlotsEvent.TurnedBack.class)))
        .contains("to have TurnedBack", "but there is none", "Events, oldest first")
        .contains("restart shop-v2-op-4-1 as production")
        .doesNotContain("database of");
    assertThat(
            Failure.of(
                () ->
                    assertThatEvents(kit.events())
                        .hasInOrder(
                            SlotsEvent.OperationEnded.class, SlotsEvent.OperationStarted.class)))
        .contains("in this order: OperationEnded, OperationStarted")
        .contains("there is no OperationStarted at that place");
    assertThat(
            Failure.of(
                () -> assertThatEvents(kit.events()).has(2, SlotsEvent.OperationEnded.class)))
        .contains("2 times OperationEnded", "but there are 1");
    assertThat(Failure.of(() -> assertThatEvents(kit.events()).hasNone(SlotsEvent.StepEnded.class)))
        .contains("no StepEnded", "but there are 6");
  }
}
