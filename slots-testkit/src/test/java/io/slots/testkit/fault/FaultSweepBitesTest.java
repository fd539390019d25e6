package io.slots.testkit.fault;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Restart;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.ConflictException;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.testkit.FaultKind;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Flows that break something: a sweep finds it, and says what and where. */
class FaultSweepBitesTest {
  private static final Call MINE = new Call(OperationId.of("mine"), 1, 1_000);
  private static final FaultSweep SWAP =
      FaultSweep.given(stagingAndProduction()).when(kit -> kit.swap(SHOP, STAGING));

  private static Throwable failureOf(FaultSweep sweep) {
    return sweep
        .tests()
        .map(test -> catchThrowable(() -> test.getExecutable().execute()))
        .filter(it -> it != null)
        .findFirst()
        .orElseThrow();
  }

  private static Throwable failureOf(Consumer<SlotsTestKit> flow) {
    return failureOf(FaultSweep.given(stagingAndProduction()).when(flow).faults().storeFaults());
  }

  private static void restart(SlotsTestKit kit, SlotName slot, Settings settings) {
    Deployed deployed = kit.slots().apps().get(SHOP).slot(slot).deployed().orElseThrow();
    Instance instance = deployed.instances().get(0);
    kit.time()
        .await(
            kit.platform()
                .restart(new Restart(SHOP, slot, deployed.content(), instance, settings), MINE));
  }

  private static void publish(SlotsTestKit kit, App app) {
    RoutingTable table = RoutingTable.of(app, new RoutingGeneration(1_000, 1));
    kit.time().await(kit.router().publish(table, MINE));
  }

  // ---- what is found

  @Test
  void restartOfWhoServesProduction_isFound() {
    assertThat(failureOf(kit -> restart(kit, PRODUCTION, Settings.none())))
        .hasMessageStartingWith(
            "S9.1: \"restart shop-v1-op-3-1 as production\" (call 0) while production's requests go"
                + " there")
        .hasMessageContaining("To have this case alone: sweep.onlyUndisturbed()")
        .hasMessageContaining("Calls of the SPIs");
  }

  @Test
  void routeToWhatIsCold_isFound() {
    assertThat(
            failureOf(
                kit -> {
                  restart(kit, STAGING, Settings.none());
                  App shop = kit.slots().apps().get(SHOP);
                  publish(
                      kit,
                      shop.withSlot(
                          PRODUCTION, it -> it.withDeployed(shop.slot(STAGING).deployed())));
                }))
        .hasMessageContaining("shop.localhost leads to shop-v2-op-4-1, which has not passed");
  }

  @Test
  void routeToNobody_isFound() {
    assertThat(
            failureOf(
                kit -> {
                  App shop = kit.slots().apps().get(SHOP);
                  publish(
                      kit,
                      shop.withSlot(
                          PRODUCTION,
                          it ->
                              it.withDeployed(
                                  it.deployed()
                                      .map(
                                          deployed ->
                                              deployed.withInstances(
                                                  List.of(Instance.of("x", "http://x:1")))))));
                }))
        .hasMessageContaining("shop.localhost leads to x, which does not exist");
  }

  @Test
  void routesThatAreNotStored_areFound() {
    assertThat(
            failureOf(
                kit ->
                    publish(
                        kit,
                        kit.slots()
                            .apps()
                            .get(SHOP)
                            .withSlot(STAGING, it -> it.toBuilder().stopped(true).build()))))
        .hasMessageStartingWith("S9.2: the routes in force of shop are not those that are stored");
  }

  @Test
  void settingsThatAreNotStored_areFound() {
    assertThat(failureOf(kit -> restart(kit, STAGING, Settings.of(Setting.of("COLOR", "crimson")))))
        .hasMessageStartingWith("S9.2: shop-v2-op-4-1 runs with other settings than is stored")
        .hasMessageNotContaining("crimson");
  }

  @Test
  void invariantOfTheUsers_isLookedAtAlways() {
    FaultSweep sweep =
        SWAP.faults()
            .storeFaults()
            .always(
                "v1 for ever",
                kit ->
                    assertThat(kit.slots().apps().get(SHOP).production().deployed().orElseThrow())
                        .extracting(it -> it.content().version())
                        .isEqualTo("v1"));

    assertThat(failureOf(sweep)).hasMessageStartingWith("v1 for ever: ");
  }

  @Test
  void invariantOfTheUsers_isLookedAtInTheEnd_withEachFault() {
    FaultSweep sweep =
        SWAP.faults(FaultKind.FAIL_BEFORE)
            .storeFaults()
            .atTheEnd(
                "a release is a release",
                kit ->
                    assertThat(kit.slots().apps().get(SHOP).production().deployed().orElseThrow())
                        .extracting(it -> it.content().version())
                        .isEqualTo("v2"));

    assertThat(failureOf(sweep))
        .hasMessageStartingWith("a release is a release: ")
        .hasMessageContaining("sweep.onlyCall(0, FaultKind.FAIL_BEFORE)")
        .hasMessageContaining("planted: fails, and is not done");
  }

  @Test
  void flowThatIsRefusedUndisturbed_fails() {
    assertThat(
            failureOf(
                kit -> {
                  kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
                  kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
                }))
        .hasCauseInstanceOf(ConflictException.class)
        .hasMessageContaining("S1.7");
  }

  @Test
  void flowThatStalls_tellsWhoWaits() {
    assertThat(failureOf(kit -> kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).await()))
        .hasMessageContaining("op-5 of shop  waits for a decision");
  }

  // ---- which cases

  @Test
  void cases_areTheUndisturbed_everyCallAndFault_everyWriteAndFault() {
    List<String> names = SWAP.tests().map(DynamicTest::getDisplayName).toList();

    assertThat(names)
        .startsWith("nothing goes wrong")
        .contains("call 0, restart shop-v2-op-4-1 as production: hangs, and is not done")
        .contains("write 0: FAIL_BEFORE")
        .doesNotHaveDuplicates()
        .hasSize(1 + 14 * FaultKind.values().length + 7 * FaultyStore.Fault.values().length);
  }

  @Test
  void oneCase_canBeHadAlone() {
    assertThat(SWAP.onlyCall(3, FaultKind.HANG).tests())
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("alone: onlyCall(3, FaultKind.HANG)");
    assertThat(SWAP.onlyWrite(2, FaultyStore.Fault.FAIL_AFTER).tests())
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("alone: onlyWrite(2, FaultyStore.Fault.FAIL_AFTER)");
    assertThat(SWAP.onlySeed(7).tests())
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("alone: onlySeed(7)");
    assertThat(SWAP.seeds(5, 3))
        .extracting(DynamicTest::getDisplayName)
        .containsExactly("seed 5", "seed 6", "seed 7");
  }

  @Test
  void lasting_leavesCrashesOut() {
    assertThat(SWAP.storeFaults().lasting(Duration.ofHours(1)).tests())
        .hasSize(1 + 14 * (FaultKind.values().length - 2));
  }

  @Test
  void sweepOfNothing_isRefused() {
    assertThatThrownBy(() -> FaultSweep.given(stagingAndProduction()).tests())
        .hasMessage("nothing is swept: say when(kit -> …) first");
    assertThatThrownBy(() -> SWAP.lasting(Duration.ZERO)).hasMessageContaining("more than 0");
  }
}
