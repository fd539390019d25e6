package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.PublishRoutes;
import io.slots.event.SlotsEvent.EffectEnded;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.engine.Unruly.Miscount;
import io.slots.testkit.engine.Unruly.Misdeed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P2: whatever a part throws or leaves out is a failed answer, at once, and tells which part. */
class UnrulyPartsTest {
  private static final Setting KEYS_IN_CONTENT =
      Setting.of("AzureWebJobsSecretStorageType", "files");

  private final Unruly unruly = new Unruly();
  private final List<EffectEnded> failed = new ArrayList<>();
  private Slots slots = build();

  private Slots build() {
    return builder().build();
  }

  private Slots.Builder builder() {
    return Slots.builder()
        .scheduler(unruly.kit().time())
        .store(unruly.store())
        .restarter(unruly.restarter())
        .provisioner(unruly.provisioner())
        .probe(unruly.probe())
        .router(unruly.router())
        .keys(unruly.keys())
        .listener(
            event -> {
              if (event instanceof EffectEnded it && !it.ok()) {
                failed.add(it);
              }
            });
  }

  private void stick(io.slots.app.SlotName slot, String value) {
    slots.slots().configure(SHOP, slot, SettingsChange.setSticky(Setting.of("DB", value)));
  }

  private void setUp() {
    slots.apps().create(App.of(SHOP, Plan.premium(2)));
    slots.slots().create(SHOP, STAGING);
    stick(PRODUCTION, "orders");
    stick(STAGING, "test");
    slots.slots().configure(SHOP, STAGING, SettingsChange.set(KEYS_IN_CONTENT));
    slots.slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    slots.slots().deploy(SHOP, STAGING, Content.of("v2")).await();
  }

  /** Every method of every part is called in it. */
  private void liveThroughEverything() {
    slots.slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    unruly
        .kit()
        .faults()
        .on(PublishRoutes.class::isInstance)
        .times(1)
        .failBefore("connection lost");
    slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    unruly
        .kit()
        .time()
        .runUntil(
            () ->
                slots.operations().current(SHOP).orElseThrow().position().step()
                    == StepName.AWAIT_INSTANCES);
    slots.close();
    slots = build();
    slots.operations().follow(SHOP, swap.id()).await();
    unruly.kit().time().settle();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "InstanceRestarter.restart, ERROR",
    "InstanceRestarter.restart, FAILS_WITH_ERROR",
    "InstanceRestarter.restart, NO_STAGE",
    "InstanceRestarter.restart, NULL",
    "InstanceRestarter.fence, ERROR",
    "InstanceRestarter.fence, NO_STAGE",
    "InstanceProvisioner.provision, ERROR",
    "InstanceProvisioner.provision, NO_STAGE",
    "InstanceProvisioner.provision, NULL",
    "InstanceProvisioner.decommission, ERROR",
    "InstanceProvisioner.decommission, NO_STAGE",
    "InstanceProvisioner.fence, ERROR",
    "InstanceProvisioner.fence, NO_STAGE",
    "HealthProbe.probe, ERROR",
    "HealthProbe.probe, FAILS_WITH_ERROR",
    "HealthProbe.probe, NO_STAGE",
    "HealthProbe.probe, NULL",
    "Router.publish, ERROR",
    "Router.publish, FAILS_WITH_ERROR",
    "Router.publish, NO_STAGE",
    "Router.publish, NULL",
    "Router.inForce, ERROR",
    "Router.inForce, NO_STAGE",
    "Router.inForce, NULL",
    "Router.inFlight, ERROR",
    "Router.inFlight, NO_STAGE",
    "Router.inFlight, NULL",
    "Router.fence, ERROR",
    "Router.fence, NO_STAGE",
    "FunctionKeys.reset, ERROR",
    "FunctionKeys.reset, NO_STAGE",
    "FunctionKeys.fence, ERROR",
    "FunctionKeys.fence, NO_STAGE"
  })
  @DisplayName("P2 an error, or null, is a failed answer at once, not a wait for the whole limit")
  void misdeed_isAFailedAnswerAtOnce(String method, Misdeed misdeed) {
    setUp();
    failed.clear();
    unruly.next(method, misdeed);

    liveThroughEverything();

    assertThat(unruly.isDone()).isTrue();
    assertThat(failed)
        .filteredOn(it -> !it.result().equals("connection lost"))
        .isNotEmpty()
        .first()
        .satisfies(
            it -> {
              assertThat(it.result())
                  .contains(
                      switch (misdeed) {
                        case ERROR, FAILS_WITH_ERROR -> "NoClassDefFoundError: com/acme/Metrics";
                        case NO_STAGE -> method + " returned null";
                        case NULL -> method + " answered with null";
                      });
              assertThat(it.took()).isLessThan(Duration.ofMillis(100));
            });
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "SlotStore.replace, ERROR",
    "SlotStore.replace, FAILS_WITH_ERROR",
    "SlotStore.replace, NO_STAGE",
    "SlotStore.replace, NULL"
  })
  @DisplayName("P2 a store that does so in the midst of a swap is read back, and the swap goes on")
  void misdeedOfStore_inASwap_isReadBack(String method, Misdeed misdeed) {
    setUp();
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    unruly.next(method, misdeed);

    assertThat(swap.await().report().ending()).isEqualTo(Ending.COMPLETED);
    assertThat(unruly.isDone()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"ERROR", "FAILS_WITH_ERROR", "NO_STAGE", "NULL"})
  @DisplayName("P2 whoever asks a store that does so is told what the store did")
  void misdeedOfStore_isToldToTheCaller(Misdeed misdeed) {
    setUp();
    unruly.next("SlotStore.find", misdeed);

    assertThatThrownBy(() -> slots.apps().get(SHOP))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("SlotStore.find");
  }

  @Test
  @DisplayName("P2 a checked exception that is thrown unchecked is a failed answer too")
  void sneakyException_isAFailedAnswer() {
    setUp();
    slots.close();
    failed.clear();
    int[] left = {1};
    slots =
        builder()
            .restarter(
                (restart, call) -> {
                  if (left[0]-- > 0) {
                    throw UnrulyPartsTest.<RuntimeException>sneaky(new IOException("disk full"));
                  }
                  return unruly.restarter().restart(restart, call);
                })
            .build();

    EndedOperation report = slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await().report();

    assertThat(report.reason().orElse("")).contains("disk full");
    assertThat(failed).first().satisfies(it -> assertThat(it.took()).isZero());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "NONE, the router told no count for ",
    "NULL, the router told no count for ",
    "NEGATIVE, the router told a count of -1 for "
  })
  @DisplayName(
      "S4.6 an instance without a count is not drained: it is asked for until the deadline")
  void countThatIsLeftOut_isNoZero(Miscount miscount, String said) {
    setUp();
    slots.close();
    Duration drain = Duration.ofSeconds(10);
    slots =
        builder()
            .router(unruly.miscounting(miscount))
            .limits(Limits.builder().drain(drain).build())
            .build();

    EndedOperation report = slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await().report();

    assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(took(report, StepName.DRAIN_FORMER_TARGET)).isGreaterThanOrEqualTo(drain);
    assertThat(failed).isNotEmpty().allSatisfy(it -> assertThat(it.result()).startsWith(said));
  }

  private static Duration took(EndedOperation report, StepName step) {
    return report.steps().stream()
        .filter(it -> it.step() == step)
        .map(StepTime::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  @DisplayName("S4.6 counts of instances that were not asked about keep nobody waiting")
  void countOfOthers_isNotWaitedFor() {
    setUp();
    slots.close();
    slots = builder().router(unruly.miscounting(Miscount.OTHERS_TOO)).build();

    EndedOperation report = slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await().report();

    assertThat(took(report, StepName.DRAIN_FORMER_TARGET)).isLessThan(Duration.ofSeconds(1));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  @DisplayName(
      "S4.9 an identity that is not given when a slot is kept warm no longer is asked for again")
  void operationIds_failingWhenSomethingComesDue_areAskedAgain() {
    setUp();
    slots.close();
    int[] given = {0};
    slots =
        builder()
            .limits(Limits.builder().keepWarm(Duration.ofMinutes(1)).build())
            .operationIds(
                () -> {
                  if (++given[0] == 2) {
                    throw new NoClassDefFoundError("com/acme/Ids");
                  }
                  return io.slots.OperationId.of("mine-" + given[0]);
                })
            .build();
    slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

    unruly.kit().time().advance(Duration.ofMinutes(10));

    assertThat(slots.operations().history(SHOP, 1).get(0).kind()).isEqualTo(OperationKind.SETTLING);
  }

  @Test
  @DisplayName("S8.1 an identity that is not given when a swap ends is asked for again")
  void operationIds_failing_areAskedAgain() {
    setUp();
    slots.close();
    int[] given = {0};
    slots =
        builder()
            .operationIds(
                () -> {
                  if (++given[0] == 2) {
                    throw new NoClassDefFoundError("com/acme/Ids");
                  }
                  return io.slots.OperationId.of("mine-" + given[0]);
                })
            .build();
    slots.swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    slots.slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    unruly.kit().time().advance(Duration.ofMinutes(10));

    assertThat(slots.operations().current(SHOP)).isEmpty();
    assertThat(given[0]).isGreaterThan(2);
  }
}
