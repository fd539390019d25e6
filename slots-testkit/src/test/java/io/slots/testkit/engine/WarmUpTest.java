package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Attempt;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.3 and S4.4: local cache and warm-up. */
class WarmUpTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void deploy() {
    kit.stagingAndProduction(1);
  }

  @Test
  @DisplayName("S4.4 the ping path is asked for first, then the content's own paths")
  void paths_areAskedForInTheirOrder() {
    Content custom =
        Content.builder()
            .id(ContentId.of("v3"))
            .version("v3")
            .addWarmUpPaths("/cache", "/index")
            .build();
    kit.slots().slots().deploy(SHOP, STAGING, custom).await();
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/ping"));
    kit.forgetCalls();

    swap(Limits.defaults());

    assertThat(probesOf(StepName.WARM_UP)).containsExactly("/ping", "/cache", "/index");
  }

  @Test
  @DisplayName("S4.4 path and statuses are read from the source's settings after step 1")
  void settings_ofTheTargetWinWhereTheyAreSticky() {
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/of-production"));
    kit.slots()
        .slots()
        .configure(
            SHOP, STAGING, SettingsChange.set(Setting.of(WarmUpPlan.PING_PATH, "/of-staging")));
    kit.forgetCalls();

    swap(Limits.defaults());

    assertThat(probesOf(StepName.WARM_UP)).containsExactly("/of-production");
  }

  @Test
  @DisplayName("S4.4 any status is warm by default")
  void status500_isWarmByDefault() {
    answerWarmUpWith(new ProbeAnswer.Responded(500));

    assertThat(swap(Limits.defaults())).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.4 status500IsNotWarm: a status outside the list reverts the swap")
  void status500_outsideTheList_reverts() {
    inProduction(
        Setting.of(WarmUpPlan.PING_PATH, "/warm"),
        Setting.of(WarmUpPlan.PING_STATUSES, "200, 204"));
    answerWarmUpWith(new ProbeAnswer.Responded(500));

    assertThat(swap(Limits.defaults()))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it ->
                assertThat(it.reason())
                    .contains("GET /warm with status 500")
                    .contains("accepted: [200, 204]"));
  }

  @Test
  @DisplayName("S4.4 the strict option accepts 200 to 299 only")
  void strict_status302_reverts() {
    answerWarmUpWith(new ProbeAnswer.Responded(302));

    assertThat(swap(Limits.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build()))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("200 to 299"));
  }

  @Test
  @DisplayName("S4.4 an instance is restarted after 3 time-outs and has failed after 5")
  void timeouts_restartAfterThreeAndFailAfterFive() {
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/warm"));
    kit.faults().on(WarmUpTest::isWarmUp).answer(new ProbeAnswer.TimedOut());
    kit.forgetCalls();

    Outcome outcome = swap(Limits.defaults());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("did not answer GET /warm in 5 requests"));
    assertThat(attempts(outcome, StepName.WARM_UP).map(it -> it.what().substring(0, 4)))
        .containsExactly("GET ", "GET ", "GET ", "rest", "GET ", "GET ");
  }

  @Test
  @DisplayName("S4.4 an instance that comes back after its restart is warm")
  void timeouts_endAfterTheRestart_completes() {
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/warm"));
    kit.faults().on(WarmUpTest::isWarmUp).times(3).hang();

    Outcome outcome = swap(Limits.defaults());

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().took()).isGreaterThan(Duration.ofSeconds(270));
  }

  @Test
  @DisplayName("S4.4 a refused connection does not count while the instance restarts")
  void refusals_whileItRestarts_doNotCount() {
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/warm"));
    kit.faults()
        .on(WarmUpTest::isWarmUp)
        .times(20)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    kit.faults().on(WarmUpTest::isWarmUp).times(3).answer(new ProbeAnswer.TimedOut());

    assertThat(swap(Limits.defaults())).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.4 the report keeps each instance's attempts: what, result, time")
  void report_keepsTheAttempts() {
    inProduction(Setting.of(WarmUpPlan.PING_PATH, "/warm"));
    kit.faults().on(WarmUpTest::isWarmUp).times(1).answer(new ProbeAnswer.TimedOut());

    Outcome outcome = swap(Limits.defaults());

    assertThat(attempts(outcome, StepName.WARM_UP).map(Attempt::result))
        .containsExactly("no answer in time", "200");
    assertThat(attempts(outcome, StepName.WARM_UP).map(Attempt::ok)).containsExactly(false, true);
    assertThat(attempts(outcome, StepName.WARM_UP).map(Attempt::took))
        .allSatisfy(took -> assertThat(took).isEqualTo(Duration.ofMillis(10)));
  }

  @Test
  @DisplayName("S4.3 a local cache costs a request to / and one more restart of each instance")
  void localCache_always_restartsOnceMore() {
    inProduction(Setting.of("WEBSITE_LOCAL_CACHE_OPTION", "Always"));
    InstanceId promoted =
        kit.slots().apps().get(SHOP).slot(STAGING).deployed().orElseThrow().instances().get(0).id();
    kit.forgetCalls();

    Outcome outcome = swap(Limits.defaults());

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(attempts(outcome, StepName.INITIALIZE_LOCAL_CACHE).map(Attempt::what))
        .containsExactly(
            "GET / on " + promoted,
            "restart " + promoted + " as production",
            "GET / on " + promoted);
    assertThat(
            kit.calls().stream()
                .map(RecordedCall::effect)
                .filter(it -> it instanceof Restart r && r.instance().id().equals(promoted)))
        .hasSize(2);
  }

  private void inProduction(Setting... settings) {
    kit.slots().slots().configure(SHOP, PRODUCTION, SettingsChange.setSticky(settings));
  }

  private void answerWarmUpWith(ProbeAnswer answer) {
    kit.faults().on(WarmUpTest::isWarmUp).answer(answer);
    kit.faults().on(it -> it instanceof Probe probe && probe.path().equals("/")).answer(answer);
  }

  private static boolean isWarmUp(Effect effect) {
    return effect instanceof Probe probe && !probe.path().equals("/");
  }

  private Outcome swap(Limits limits) {
    return kit.slots()
        .swaps()
        .swap(SwapRequest.builder().app(SHOP).source(STAGING).limits(limits).build())
        .await();
  }

  private static Stream<Attempt> attempts(Outcome outcome, StepName step) {
    return outcome.report().attempts().stream().filter(it -> it.step() == step);
  }

  private List<String> probesOf(StepName step) {
    return kit.slots().operations().history(SHOP, 1).get(0).attempts().stream()
        .filter(it -> it.step() == step)
        .map(it -> it.what().replaceAll("GET (.*) on .*", "$1"))
        .toList();
  }
}
