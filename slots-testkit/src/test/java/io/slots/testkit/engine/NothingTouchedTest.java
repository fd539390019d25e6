package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Limits;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S4.8: whatever is refused, no SPI was called and nothing was written. */
class NothingTouchedTest {
  private static final SlotName QA = SlotName.of("qa");
  private static final SlotName EMPTY = SlotName.of("empty");
  private static final SlotName STOPPED = SlotName.of("stopped");
  private static final AppName SHOE = AppName.of("shoe");

  /** They concern no further slot that has to exist: they make one, or are of the app. */
  private static final Set<String> WITHOUT_SLOT =
      Set.of(
          "Apps.changePlan/2",
          "Apps.scale/2",
          "Apps.delete/1",
          "Apps.deleteWithSlots/1",
          "Apps.republish/1",
          "SlotEditor.create/2",
          "SwapEngine.rollback/2",
          "SwapEngine.rollback/3");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 1);

  private NothingTouchedTest() {
    for (SlotName slot : List.of(EMPTY, STOPPED)) {
      kit.slots().slots().create(SHOP, slot);
    }
    kit.slots().slots().deploy(SHOP, STOPPED, Content.of("v3")).await();
    kit.slots().slots().stop(SHOP, STOPPED);
    kit.forgetCalls();
  }

  @TestFactory
  @DisplayName("S4.8 an unknown app, by every method")
  Stream<DynamicTest> unknownApp() {
    return requests(SHOE, STAGING).entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () ->
                        assertThat(
                                Untouched.refused(kit, NotFoundException.class, it.getValue())
                                    .refusal()
                                    .problem())
                            .isEqualTo("there is no app \"shoe\"")));
  }

  @TestFactory
  @DisplayName("S4.8 an unknown slot, by every method")
  Stream<DynamicTest> unknownSlot() {
    return requests(SHOP, QA).entrySet().stream()
        .filter(it -> !WITHOUT_SLOT.contains(it.getKey()))
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () ->
                        assertThat(
                                Untouched.refused(kit, RefusedException.class, it.getValue())
                                    .refusal()
                                    .problem())
                            .contains("has no slot \"qa\"")));
  }

  private Map<String, ThrowingCallable> requests(AppName app, SlotName slot) {
    Map<String, ThrowingCallable> requests =
        Requests.of(kit.slots(), app, slot, PRODUCTION, OperationId.of("nobody-s"));
    if (slot.equals(QA)) {
      requests.put(
          "SwapEngine.bringVersion/1",
          () ->
              kit.slots()
                  .swaps()
                  .bringVersion(
                      VersionRequest.builder().app(app).slot(slot).version("v1").build()));
    }
    return requests;
  }

  @TestFactory
  @DisplayName("S4.8 every other reason, by every method that has it")
  Stream<DynamicTest> everyReason() {
    var apps = kit.slots().apps();
    var slots = kit.slots().slots();
    var swaps = kit.slots().swaps();
    Content bad = Content.of("v9");
    Instance twice = Instance.of("mine-1", "http://127.0.0.1:8081");
    SettingKey vnet = SettingKey.of(SettingCategory.VIRTUAL_NETWORK, SettingName.of("network"));
    return Stream.of(
        touched(
            "S1.4",
            "an app with content",
            () -> apps.create(shop.app().toBuilder().name(SHOE).build())),
        touched(
            "S2.3",
            "an app of more slots than its plan allows",
            () ->
                apps.create(
                    App.of(SHOE, Plan.premium(1)).withSlot(Slot.named(QA)).toBuilder()
                        .plan(Plan.of(PlanTier.FREE, 1))
                        .build())),
        touched("S1.2", "a slot of a taken name", () -> slots.create(SHOP, SlotName.of("Staging"))),
        touched("S1.2", "a slot named production", () -> slots.create(SHOP, PRODUCTION)),
        touched("S1.6", "further slots", () -> apps.delete(SHOP)),
        touched("S1.1", "production alone", () -> slots.delete(SHOP, PRODUCTION)),
        touched("S2.4", "no worker", () -> apps.scale(SHOP, 0)),
        touched(
            "S2.3",
            "a plan of fewer slots",
            () -> apps.changePlan(SHOP, Plan.of(PlanTier.BASIC, 1))),
        touched(
            "S2.5",
            "production moved alone",
            () -> slots.move(SHOP, PRODUCTION, Optional.of(Plan.standard(1)))),
        touched(
            "S3.1",
            "a mark on what cannot be marked",
            () -> slots.configure(SHOP, STAGING, SettingsChange.builder().addMark(vnet).build())),
        touched(
            "S7.1",
            "too many shares",
            () ->
                slots.route(
                    SHOP, List.of(TrafficShare.of(STAGING, 60), TrafficShare.of(EMPTY, 41)))),
        touched("S4.8", "a stopped slot", () -> slots.deploy(SHOP, STOPPED, bad)),
        touched("S2.4", "no instance", () -> slots.deploy(SHOP, STAGING, bad, List.of())),
        touched(
            "S1.4",
            "an instance twice",
            () -> slots.deploy(SHOP, STAGING, bad, List.of(twice, twice))),
        touched("S4.8", "a stopped slot restarted", () -> slots.restart(SHOP, STOPPED)),
        touched("S1.4", "an empty slot restarted", () -> slots.restart(SHOP, EMPTY)),
        touched("S4.6", "nothing degraded", () -> slots.repair(SHOP, STAGING)),
        touched("S6.1", "production by itself", () -> swaps.autoSwap(SHOP, PRODUCTION, STAGING)),
        touched("S6.1", "into itself by itself", () -> swaps.autoSwap(SHOP, STAGING, STAGING)),
        touched(
            "S4.9",
            "a rollback of what nobody knows",
            () -> swaps.rollback(SHOP, OperationId.of("nobody-s"))),
        touched(
            "S8.4",
            "a version that nobody has",
            () -> swaps.bringVersion(VersionRequest.of(SHOP, "v9"))),
        touched("S5.2", "nothing to complete", () -> swaps.complete(SHOP, STAGING)),
        touched(
            "S4.11",
            "a limit of nothing",
            () ->
                swaps.swap(
                    SwapRequest.builder()
                        .app(SHOP)
                        .source(STAGING)
                        .limits(Limits.builder().keepWarm(Duration.ZERO).build())
                        .build())));
  }

  private DynamicTest touched(String rule, String what, ThrowingCallable call) {
    return DynamicTest.dynamicTest(
        rule + " " + what,
        () ->
            assertThat(Untouched.refused(kit, RefusedException.class, call).refusal().rule())
                .hasToString(rule));
  }

  @Test
  @DisplayName("S1.2 S1.3 what only the store can tell: it is asked to write, and does not")
  void takenNames() {
    App before = shop.app();

    for (App taken :
        List.of(
            App.of(SHOP, Plan.premium(3)), App.of(AppName.of("shop-staging"), Plan.premium(3)))) {
      assertThatThrownBy(() -> kit.slots().apps().create(taken))
          .isInstanceOf(RefusedException.class);
    }

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.slots().apps().list()).containsExactly(SHOP);
    assertThat(kit.calls()).isEmpty();
  }

  @TestFactory
  @DisplayName("S4.8 a swap, with preview or without, that a rule refuses")
  Stream<DynamicTest> everySwap() {
    shop.set(PRODUCTION, WarmUpPlan.PING_PATH, "no path");
    shop.stick(PRODUCTION, WarmUpPlan.PING_STATUSES, "200");
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/fine");
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STOPPED,
            SettingsChange.set(Setting.of(SettingCategory.AUTHENTICATION, "enabled", "true")));
    return Stream.of(
            SwapRequest.of(SHOP, STAGING, SlotName.of("STAGING")),
            SwapRequest.of(SHOP, EMPTY),
            SwapRequest.of(SHOP, STOPPED),
            SwapRequest.of(SHOP, STAGING, STOPPED),
            SwapRequest.of(SHOP, PRODUCTION, STAGING))
        .flatMap(
            request ->
                Stream.of(
                    swapRefused("swap ", request, () -> kit.slots().swaps().swap(request)),
                    swapRefused("prepare ", request, () -> kit.slots().swaps().prepare(request))));
  }

  private DynamicTest swapRefused(String what, SwapRequest request, ThrowingCallable call) {
    return DynamicTest.dynamicTest(
        what + request.source() + " into " + request.target(),
        () -> Untouched.refused(kit, RefusedException.class, call));
  }
}
