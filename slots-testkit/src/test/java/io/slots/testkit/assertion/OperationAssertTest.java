package io.slots.testkit.assertion;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.operation.StepName.APPLY_SETTINGS;
import static io.slots.operation.StepName.AWAIT_INSTANCES;
import static io.slots.operation.StepName.DRAIN_FORMER_TARGET;
import static io.slots.operation.StepName.REPEAT_FOR_SOURCE;
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

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.SwapRequest;
import io.slots.spi.Call;
import io.slots.testkit.RecordedOperation;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationAssertTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  private RecordedOperation swapped() {
    kit.given(stagingAndProduction());
    return kit.swap(SHOP, STAGING);
  }

  private RecordedOperation reverted() {
    kit.given(stagingAndProduction());
    kit.faults().on(restarts()).nth(2).failBefore("out of memory");
    return kit.swap(SHOP, STAGING);
  }

  private InstanceId first(SlotName slot) {
    App app = kit.slots().apps().get(SHOP);
    Instance instance = app.slot(slot).deployed().orElseThrow().instances().get(0);
    return instance.id();
  }

  @Test
  void swapThatCompletes_isAllThatIsSaidOfIt() {
    assertThat(swapped())
        .completed()
        .switchedRoutingOnce()
        .neverTouched(PRODUCTION)
        .wentThrough(
            APPLY_SETTINGS,
            AWAIT_INSTANCES,
            WARM_UP,
            UPDATE_ROUTING,
            DRAIN_FORMER_TARGET,
            REPEAT_FOR_SOURCE)
        .made(restarts(), 4)
        .made(probes().inStep(WARM_UP))
        .neverMade(anyCall().goingBack())
        .told(SlotsEvent.OperationEnded.class)
        .tookAtMost(Duration.ofMinutes(1));
  }

  @Test
  void swapThatIsReverted_isAllThatIsSaidOfIt() {
    assertThat(reverted())
        .reverted()
        .because("out of memory")
        .turnedBackAt(APPLY_SETTINGS)
        .neverSwitchedRouting()
        .neverTouched(PRODUCTION)
        .made(restarts().goingBack(), 2)
        .told(SlotsEvent.TurnedBack.class);
  }

  @Test
  void swapThatLosesAnInstance_isDegraded() {
    kit.given(stagingAndProduction());
    InstanceId lost = first(PRODUCTION);
    kit.faults().on(restarts().of(lost)).failBefore("disk full");

    assertThat(kit.swap(SHOP, STAGING)).completedDegraded(lost).because("disk full");
  }

  @Test
  void revertThatLosesAnInstance_isDegraded() {
    kit.given(stagingAndProduction());
    InstanceId lost = first(STAGING);
    kit.faults().on(restarts().of(lost)).failBefore("disk full");

    assertThat(kit.swap(SHOP, STAGING)).revertedDegraded(lost);
    assertThat(
            Failure.of(() -> assertThat(kit.recorded(ended())).revertedDegraded(first(PRODUCTION))))
        .contains("these instances degraded: [" + first(PRODUCTION) + "]")
        .contains("but they are [" + lost + "]");
  }

  private Running ended() {
    return kit.slots()
        .operations()
        .follow(SHOP, kit.slots().operations().history(SHOP, 1).get(0).id());
  }

  @Test
  void wrongEnding_tellsReasonReportAndHistory() {
    RecordedOperation swap = reverted();

    assertThat(Failure.of(() -> assertThat(swap).completed()))
        .startsWith(
            """

            Expecting swap staging into production of shop (op-5)
            to have ended: completed
            but it ended: reverted, because shop-v2-op-4-2 could not be restarted: out of memory
            """)
        .contains("undo: apply settings", "Attempts on instances")
        .contains(
            """
            Calls of the SPIs, oldest first (! has gone wrong)
              #     at       step                  call                                     what came of it
            """)
        .contains("0     +0 ms    apply settings        restart shop-v2-op-4-1 as production")
        .contains("1  !  +0 ms    apply settings        restart shop-v2-op-4-2 as production")
        .contains("planted: fails, and is not done;")
        .contains("GET / on shop-v2-op-4-1                  200, after 10 ms");
  }

  @Test
  void operationUnderWay_hasNotEnded() {
    kit.given(stagingAndProduction());
    RecordedOperation swap = kit.recorded(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)));

    assertThat(swap).hasNotEnded();
    assertThat(Failure.of(() -> assertThat(swap).completed()))
        .contains("Expecting operation op-5", "but it has not ended");
    swap.await();
    assertThat(Failure.of(() -> assertThat(swap).hasNotEnded()))
        .contains("to have not ended", "but it ended: completed");
  }

  @Test
  void switchesThatWereNot_areCounted() {
    RecordedOperation swap = reverted();

    assertThat(Failure.of(() -> assertThat(swap).switchedRoutingOnce()))
        .contains("to have switched routes once", "but it did so 0 times");
    kit.faults().clear();
    RecordedOperation other = kit.swap(SHOP, STAGING);
    assertThat(Failure.of(() -> assertThat(other).neverSwitchedRouting()))
        .contains("to have switched no route", "but it did so 1 times");
  }

  @Test
  void wrongStepsReasonTimesAndEvents_areTold() {
    RecordedOperation swap = swapped();

    assertThat(Failure.of(() -> assertThat(swap).wentThrough(WARM_UP)))
        .contains("to have gone through [warm up]", "its steps were [apply settings, await");
    assertThat(Failure.of(() -> assertThat(swap).turnedBackAt(WARM_UP)))
        .contains("to have turned back at \"warm up\"", "but it ended: completed");
    assertThat(Failure.of(() -> assertThat(swap).because("rain")))
        .contains("to have a reason with \"rain\"");
    assertThat(Failure.of(() -> assertThat(swap).tookAtMost(Duration.ofMillis(3))))
        .contains("to have taken 3 ms at most", "but it took 2.");
    assertThat(Failure.of(() -> assertThat(swap).told(SlotsEvent.TurnedBack.class)))
        .contains("to have told of TurnedBack", "it told of [OperationStarted, StepStarted");
  }

  @Test
  void wrongCalls_areNumbered() {
    RecordedOperation swap = swapped();

    assertThat(Failure.of(() -> assertThat(swap).neverMade(restarts().inStep(APPLY_SETTINGS))))
        .contains("to have never made a restart in step \"apply settings\"")
        .contains("but it did: 0 \"restart shop-v2-op-4-1 as production\", 1 \"restart");
    assertThat(Failure.of(() -> assertThat(swap).made(publications(), 7)))
        .contains("to have made the publication of routes, 7 times", "but it did so ");
    assertThat(Failure.of(() -> assertThat(swap).made(restarts().goingBack())))
        .contains("to have made a restart going back", "but it did not");
  }

  @Test
  void restartOfAnInstanceThatServesProduction_touchesIt() {
    App shop = kit.given(stagingAndProduction());
    RecordedOperation swap = kit.recorded(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)));
    Instance serving = shop.production().deployed().orElseThrow().instances().get(0);
    kit.platform()
        .restart(
            new Restart(
                SHOP,
                PRODUCTION,
                shop.production().deployed().orElseThrow().content(),
                serving,
                shop.production().settings()),
            new Call(swap.id(), 1, 1_000));

    assertThat(Failure.of(() -> assertThat(swap).neverTouched(PRODUCTION)))
        .contains("to have left alone whoever serves production")
        .contains("but it made these calls: ", "\"restart " + serving.id() + " as production\"");
    assertThat(swap).neverTouched(STAGING);
  }
}
