package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.WarmUpPlan;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.4: several paths, and restarts between them. */
class WarmUpPathsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = new Shop(kit, 2);
  private InstanceId stubborn = InstanceId.of("none");

  @BeforeEach
  void deployContentWithPaths() {
    Content content =
        Content.builder()
            .id(ContentId.of("v3"))
            .version("v3")
            .addWarmUpPaths("/second", "/third")
            .build();
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/first");
    kit.slots().slots().deploy(SHOP, STAGING, content).await();
    stubborn = shop.ids(STAGING).get(1);
    kit.forgetCalls();
  }

  @Test
  @DisplayName("S4.4 a restart leaves an instance cold: every path is asked for again")
  void restart_atALaterPath_asksForAllPathsAgain() {
    silent("/second", 3);

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(asked())
        .containsExactly(
            "/first", "/second", "/second", "/second", "restart", "/first", "/second", "/third");
    assertThat(kit.platform().answeredSinceStart(stubborn))
        .isEqualTo(Set.of("/first", "/second", "/third"));
  }

  @Test
  @DisplayName("S4.4 five time-outs of one path are too many, whatever is answered in between")
  void timeouts_ofOnePath_addUpAcrossTheRestart() {
    silent("/second", Integer.MAX_VALUE);

    assertThat(shop.swap())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("did not answer GET /second in 5 requests"));
    assertThat(asked().stream().filter("/second"::equals)).hasSize(5);
    assertThat(asked().stream().filter("/first"::equals)).hasSize(2);
  }

  @Test
  @DisplayName("S4.4 time-outs of different paths do not add up")
  void timeouts_ofDifferentPaths_areCountedApart() {
    silent("/first", 2);
    silent("/second", 2);
    silent("/third", 2);

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(asked()).doesNotContain("restart").hasSize(9);
  }

  @Test
  @DisplayName("S4.4 an instance that is restarted in warm-up is the target's already")
  void restart_isAsTheTargets() {
    silent("/third", 3);

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.platform().running(stubborn).orElseThrow().slot()).isEqualTo(PRODUCTION);
  }

  @Test
  @DisplayName("S4.4 an instance that cannot be restarted in warm-up reverts the swap")
  void restart_fails_revertsAndPutsBack() {
    silent("/first", 3);
    kit.faults().on(Shop.of(Restart.class, stubborn)).times(1).failBefore("out of memory");

    assertThat(shop.swap())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it ->
                assertThat(it.reason())
                    .contains(stubborn + " could not be restarted: out of memory"));
    assertThat(kit.platform().running(stubborn).orElseThrow().slot()).isEqualTo(STAGING);
    assertThat(shop.ids(STAGING)).isEqualTo(kit.router().instancesOf(SHOP, STAGING));
  }

  @Test
  @DisplayName("S4.2 a degraded instance is restarted before it is promoted, settings alike or not")
  void degraded_comesIn_isRestarted() {
    silent("/first", 3);
    kit.faults().on(Shop.of(Restart.class, stubborn)).failBefore("out of memory");
    assertThat(shop.swap())
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(stubborn));
    kit.faults().clear();
    kit.forgetCalls();
    List<StepName> planned =
        kit
            .slots()
            .swaps()
            .preview(io.slots.operation.SwapRequest.of(SHOP, STAGING))
            .steps()
            .stream()
            .map(io.slots.operation.PlannedStep::step)
            .toList();

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(planned).contains(StepName.APPLY_SETTINGS);
    assertThat(shop.calls(Restart.class))
        .singleElement()
        .satisfies(it -> assertThat(it.effect().instanceId()).contains(stubborn));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(2).contains(stubborn);
  }

  private void silent(String path, int times) {
    kit.faults()
        .on(it -> Shop.of(Probe.class, stubborn).test(it) && ((Probe) it).path().equals(path))
        .times(times)
        .answer(new ProbeAnswer.TimedOut());
  }

  /** What was done to the instance in warm-up, after the request that availability takes. */
  private List<String> asked() {
    return kit.calls().stream()
        .map(call -> call.effect())
        .filter(it -> it.instanceId().filter(stubborn::equals).isPresent())
        .map(it -> it instanceof Probe probe ? probe.path() : "restart")
        .filter(it -> !it.equals("/"))
        .toList();
  }
}
