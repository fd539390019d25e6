package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.2: what fails before the switch is put back exactly. */
class RevertTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private App before = kit.stagingAndProduction(2);
  private InstanceId bad = InstanceId.of("none");

  @BeforeEach
  void makeSettingsSticky() {
    kit.slots().slots().configure(SHOP, PRODUCTION, sticky("production-db"));
    kit.slots().slots().configure(SHOP, STAGING, sticky("staging-db"));
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    before = kit.slots().apps().get(SHOP);
    bad = before.slot(STAGING).deployed().orElseThrow().instances().get(1).id();
    kit.forgetCalls();
  }

  @Test
  @DisplayName("S4.2 an instance that fails to restart reverts the swap and puts the source back")
  void restart_fails_reverts() {
    kit.faults().on(restartAs(PRODUCTION, bad)).failBefore("out of memory");

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains(bad.value()).contains("out of memory"));
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 an instance that is late reverts the swap")
  void restart_neverAnswers_revertsAfterTheLimit() {
    kit.platform().allowOverlappingRestarts();
    kit.faults().on(restartAs(PRODUCTION, bad)).hang();

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("no answer in 230 s"));
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 an SPI that throws has failed like one whose stage fails")
  void restart_throws_reverts() {
    kit.faults().on(restartAs(PRODUCTION, bad)).throwing("no such host");

    assertThat(swap()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 an instance that never becomes available reverts the swap")
  void availability_never_reverts() {
    kit.faults()
        .on(
            effect ->
                effect instanceof Probe
                    && isOf(effect, bad)
                    && kit.platform().running(bad).orElseThrow().slot().isProduction())
        .answer(new ProbeAnswer.Unreachable("connection refused"));

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it ->
                assertThat(it.reason())
                    .contains("not available within 230 s")
                    .contains("connection refused"));
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 if putting back fails too, the swap says which instances, and locks nothing")
  void puttingBack_fails_isReportedAndRepairable() {
    kit.faults()
        .on(effect -> effect instanceof Restart && isOf(effect, bad))
        .failBefore("disk full");

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(bad));
    assertThat(kit.slots().operations().current(SHOP)).isEmpty();
    assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(1).doesNotContain(bad);
    assertThat(kit.slots().apps().get(SHOP).production()).isEqualTo(before.production());

    kit.faults().clear();
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 after a revert the swap can be tried again")
  void swap_afterARevert_completes() {
    kit.faults().on(restartAs(PRODUCTION, bad)).times(1).failBefore("out of memory");
    assertThat(swap()).isInstanceOf(Outcome.Reverted.class);

    assertThat(swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S8.1 a late answer revives nothing")
  void lateAnswer_afterTheRevert_changesNothing() {
    kit.platform().allowOverlappingRestarts();
    kit.faults().on(restartAs(PRODUCTION, bad)).times(1).take(Duration.ofHours(2));
    assertThat(swap()).isInstanceOf(Outcome.Reverted.class);
    App reverted = kit.slots().apps().get(SHOP);

    kit.time().advance(Duration.ofHours(3));

    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(reverted);
    assertThat(kit.slots().operations().history(SHOP, 10).get(0).ending().toString())
        .isEqualTo("reverted");
  }

  @Test
  @DisplayName("S4.11 a swap that is not ready to switch in time is reverted")
  void overallLimit_reached_reverts() {
    kit.faults().on(restartAs(PRODUCTION, bad)).take(Duration.ofMinutes(3));
    SwapRequest hasty =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(io.slots.operation.Limits.builder().overall(Duration.ofMinutes(1)).build())
            .build();

    Outcome outcome = kit.slots().swaps().swap(hasty).await();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("not ready to switch within 1 min"));
    assertPutBack();
  }

  private void assertPutBack() {
    App after = kit.slots().apps().get(SHOP);
    assertThat(after).isEqualTo(before);
    for (Instance instance : after.slot(STAGING).deployed().orElseThrow().instances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(running.settings().appSetting("DB")).contains("staging-db");
      assertThat(running.slot()).isEqualTo(STAGING);
    }
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(ids(after, STAGING));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(ids(before, PRODUCTION));
    assertThat(kit.calls())
        .noneMatch(
            call ->
                call.effect().instanceId().filter(ids(before, PRODUCTION)::contains).isPresent());
  }

  private static List<InstanceId> ids(App app, io.slots.app.SlotName slot) {
    return app.slot(slot).deployed().orElseThrow().instances().stream().map(Instance::id).toList();
  }

  private Outcome swap() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  private static Predicate<Effect> restartAs(io.slots.app.SlotName slot, InstanceId id) {
    return effect ->
        effect instanceof Restart restart
            && restart.slot().equals(slot)
            && restart.instance().id().equals(id);
  }

  private static boolean isOf(Effect effect, InstanceId id) {
    return effect.instanceId().filter(id::equals).isPresent();
  }

  private static SettingsChange sticky(String value) {
    return SettingsChange.setSticky(Setting.of("DB", value));
  }
}
