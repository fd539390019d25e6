package io.slots.testkit;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.anyCall;
import static io.slots.testkit.CallPattern.counts;
import static io.slots.testkit.CallPattern.probes;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.InstanceId;
import io.slots.effect.ProbeAnswer;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FaultsTest {
  private static final InstanceId SECOND = InstanceId.of("shop-v2-op-4-2");

  private final SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void setUp() {
    kit.given(stagingAndProduction());
  }

  private List<RecordedCall> faulty() {
    return kit.calls().stream().filter(call -> call.fault().isPresent()).toList();
  }

  private FakePlatform.Running second() {
    return kit.platform().running(SECOND).orElseThrow();
  }

  // ---- which call

  @Test
  void nth_isThatOneAlone() {
    kit.faults().on(restarts()).nth(2).failBefore("out of memory");
    kit.swap(SHOP, STAGING);

    assertThat(faulty()).extracting(RecordedCall::number).containsExactly(1);
  }

  @Test
  void namedCall_byKindInstanceAndStep() {
    kit.faults()
        .on(probes().of(SECOND).inStep(StepName.WARM_UP))
        .nth(1)
        .answer(new ProbeAnswer.TimedOut());

    assertThat(kit.swap(SHOP, STAGING)).completed();
    assertThat(faulty())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.step()).contains(StepName.WARM_UP);
              assertThat(call.instance()).contains(SECOND);
              assertThat(call.result()).contains("no answer in time");
            });
  }

  @Test
  void callsThatUndo_canBeNamed() {
    kit.faults().on(restarts().of(SECOND)).nth(1).failBefore("first");
    kit.faults().on(restarts().of(SECOND).goingBack()).failBefore("and again");

    assertThat(kit.swap(SHOP, STAGING)).revertedDegraded(SECOND).because("and again");
  }

  @Test
  void callsOfSpisThatAreNotTold_haveTheirStepAndOperation() {
    kit.router().inFlight(InstanceId.of("shop-v1-op-3-1"), 3);
    RecordedOperation swap = kit.swap(SHOP, STAGING);

    assertThat(swap).made(counts().inStep(StepName.DRAIN_FORMER_TARGET));
    assertThat(kit.calls()).allMatch(it -> it.operation().filter(swap.id()::equals).isPresent());
  }

  @Test
  void callsThatServeASlot_canBeNamed() {
    kit.swap(SHOP, STAGING);

    assertThat(kit.history())
        .hasNone(restarts().serving(PRODUCTION))
        .has(2, restarts().serving(STAGING))
        .has(anyCall().ofApp(SHOP));
  }

  @Test
  void lastRuleThatFits_counts() {
    kit.faults().on(restarts()).failBefore("general");
    kit.faults().on(restarts().of(SECOND)).nth(1).failBefore("special");
    kit.swap(SHOP, STAGING);

    assertThat(kit.calls().get(1).result()).contains("failed: special");
    assertThat(kit.calls().get(0).result()).contains("failed: general");
  }

  @Test
  void clear_endsAll() {
    kit.faults().on(anyCall()).failBefore("always");
    kit.faults().drawnFrom(1).oneIn(1);
    kit.faults().clear();

    assertThat(kit.swap(SHOP, STAGING)).completed();
    assertThat(faulty()).isEmpty();
  }

  @Test
  void badNumbers_areRefused() {
    assertThatThrownBy(() -> kit.faults().on(restarts()).nth(0)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> kit.faults().on(restarts()).times(0)).hasMessageContaining("or more");
    assertThatThrownBy(() -> kit.faults().on(restarts()).skip(-1)).hasMessageContaining("or more");
    assertThatThrownBy(() -> kit.faults().drawnFrom(1).oneIn(0)).hasMessageContaining("or more");
    assertThatThrownBy(() -> kit.faults().drawnFrom(1).among()).hasMessageContaining("name one");
  }

  // ---- what goes wrong

  @Test
  void failBefore_isNotDone() {
    kit.faults().on(restarts().of(SECOND)).nth(1).failBefore("planted");
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofSeconds(1));

    assertThat(second().restarts()).isZero();
    assertThat(kit.calls().get(1).result()).contains("failed: planted");
  }

  @Test
  void failAfter_isDone() {
    kit.faults().on(restarts().of(SECOND)).nth(1).failAfter("planted");
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofSeconds(1));

    assertThat(second().restarts()).isEqualTo(1);
    assertThat(kit.calls().get(1).result()).contains("failed: planted");
  }

  @Test
  void hang_isNeverDoneOrAnswered() {
    kit.faults().on(restarts().of(SECOND)).nth(1).hang();

    assertThat(kit.swap(SHOP, STAGING)).revertedDegraded(SECOND);
    assertThat(kit.calls().get(1).isAnswered()).isFalse();
    assertThat(kit.history().refused()).singleElement().matches(restarts().of(SECOND).goingBack());
  }

  @Test
  void hang_onAPlatformThatAllowsAnother_isRepaired() {
    kit.platform().allowOverlappingRestarts();
    kit.faults().on(restarts().of(SECOND)).nth(1).hang();

    assertThat(kit.swap(SHOP, STAGING)).reverted().made(restarts().of(SECOND).goingBack());
  }

  @Test
  void hangAfter_isDoneAndNeverAnswered_andTheInstanceIsFreeAgain() {
    kit.faults().on(restarts().of(SECOND)).nth(1).hangAfter();

    assertThat(kit.swap(SHOP, STAGING)).reverted().because("no answer");
    assertThat(kit.calls().get(1).isAnswered()).isFalse();
    assertThat(second().restarts()).isEqualTo(2);
    assertThat(kit.history()).areAllAllowed();
  }

  @Test
  void answerLate_isDoneInItsTime() {
    kit.faults().on(restarts().of(SECOND)).nth(1).answerLate(Duration.ofSeconds(30));
    RecordedOperation swap = kit.swap(SHOP, STAGING);

    assertThat(swap).completed();
    assertThat(Duration.between(kit.calls().get(1).at(), answered(1)))
        .isEqualTo(Duration.ofSeconds(31));
    kit.forgetCalls();
    kit.faults().on(restarts().of(SECOND)).nth(1).answerLate(Duration.ofHours(1));
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofHours(2));
    assertThat(kit.history()).areAllAllowed();
  }

  private java.time.Instant answered(int call) {
    return kit.calls().get(call).answeredAt().orElseThrow();
  }

  @Test
  void answerTwice_isAnsweredOnce_asTheEngineSeesIt() {
    kit.faults().on(publications()).answerTwice(Duration.ofMillis(300));

    assertThat(kit.swap(SHOP, STAGING)).completed().switchedRoutingOnce();
  }

  @Test
  void take_isDoneAtTheEndOfIt() {
    kit.faults().on(restarts().of(SECOND)).nth(1).take(Duration.ofSeconds(30));
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

    kit.time().advance(Duration.ofSeconds(29));
    assertThat(second().restarts()).isZero();
    kit.time().advance(Duration.ofSeconds(1));
    assertThat(second().restarts()).isEqualTo(1);
  }

  @Test
  void crash_isSurvivedByTheNextEngine() {
    kit.faults().on(publications().inStep(StepName.UPDATE_ROUTING)).nth(1).crashAfter();

    assertThat(kit.survive(() -> kit.swap(SHOP, STAGING))).isFalse();
    kit.untilIdle();

    assertThat(kit.engines()).isEqualTo(2);
    assertThat(kit.slots().apps().get(SHOP)).runs("v2", PRODUCTION);
    assertThat(kit.survive(() -> kit.swap(SHOP, STAGING))).isTrue();
  }

  @Test
  void engineThatCannotStart_isNotTriedForEver() {
    kit.faults().on(restarts()).nth(1).crashBefore();
    kit.watch(call -> kit.storeFaults().goDown());

    assertThatThrownBy(() -> kit.survive(() -> kit.swap(SHOP, STAGING)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no engine starts: 100 have tried");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CRASH_BEFORE", "CRASH_AFTER"})
  void everyKind_canBePlanted_andStandsInTheHistory(FaultKind kind) {
    kit.platform().allowOverlappingRestarts();
    kit.faults().on(restarts()).nth(1).plant(kind);
    kit.swap(SHOP, STAGING);

    assertThat(kit.history().table().replaceAll("\\s+", " ")).contains("planted: ");
    assertThat(faulty()).hasSize(1);
  }

  // ---- by chance

  private static List<String> drawn(long seed) {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.platform().allowOverlappingRestarts();
    kit.given(stagingAndProduction());
    kit.faults().drawnFrom(seed).oneIn(4);
    kit.swap(SHOP, STAGING);
    return kit.calls().stream()
        .map(call -> call + ": " + call.fault().orElse("") + call.result().orElse(""))
        .toList();
  }

  @Test
  void sameSeed_drawsTheSame() {
    assertThat(drawn(17)).isEqualTo(drawn(17)).anyMatch(it -> it.contains("done"));
    assertThat(drawn(17)).isNotEqualTo(drawn(18));
  }

  @Test
  void drawnFaults_keepToTheirCallsAndKinds() {
    kit.faults().drawnFrom(3).on(restarts()).among(FaultKind.ANSWER_TWICE).oneIn(1);
    kit.swap(SHOP, STAGING);

    assertThat(faulty())
        .hasSize(4)
        .allMatch(restarts())
        .allMatch(it -> it.fault().orElseThrow().contains("again"));
  }
}
