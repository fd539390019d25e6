package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.operation.ConflictException;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3, as swaps that an engine makes hold it. */
class SettingsInSwapsTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final SettingKey COLOR = SettingKey.appSetting("COLOR");
  private static final Setting WEB_SOCKETS = Setting.of(SettingCategory.WEB_SOCKETS, "on", "yes");
  private static final Setting NETWORK = Setting.of(SettingCategory.VIRTUAL_NETWORK, "net", "a");
  private static final Setting EXTENSION = Setting.of("FUNCTIONS_EXTENSION_VERSION", "~4");

  @Test
  @DisplayName("S3.1 a change that marks what cannot be marked is refused whole")
  void configure_markOfAnotherCategory_changesNothing() {
    SlotsTestKit kit = kit(SettingsPolicy.functions2019());
    App before = kit.slots().apps().get(SHOP);
    SettingsChange change =
        SettingsChange.builder()
            .addSet(Setting.of("A", "1"))
            .addMark(COLOR, SettingKey.of(SettingCategory.CORS, SettingName.of("origins")))
            .build();

    assertThatThrownBy(() -> kit.slots().slots().configure(SHOP, STAGING, change))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S3.1: CORS origins cannot be marked");

    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  @Test
  @DisplayName("S3.2 functions-2019 is the default: web sockets and the virtual network move")
  void swap_byDefault_movesWhatFunctions2019Says() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.stagingAndProduction(1);
    set(kit, STAGING, WEB_SOCKETS, NETWORK);

    swap(kit, true);

    assertThat(has(kit, PRODUCTION, WEB_SOCKETS)).isTrue();
    assertThat(has(kit, PRODUCTION, NETWORK)).isTrue();
    assertThat(kit.slots().apps().get(SHOP).slot(STAGING).settings().isEmpty()).isTrue();
  }

  @Test
  @DisplayName(
      "S3.2 an engine built with app-service-2025 goes by it, and by the swap's preserveVnet")
  void swap_appService2025_movesWhatItSays() {
    SlotsTestKit kit = kit(SettingsPolicy.appService2025());
    set(kit, STAGING, WEB_SOCKETS, NETWORK);

    swap(kit, true);
    assertThat(has(kit, STAGING, WEB_SOCKETS)).isTrue();
    assertThat(has(kit, STAGING, NETWORK)).isTrue();

    swap(kit, false);
    assertThat(has(kit, STAGING, WEB_SOCKETS)).isTrue();
    assertThat(has(kit, PRODUCTION, NETWORK)).isTrue();
    assertThat(has(kit, STAGING, NETWORK)).isFalse();
  }

  @Test
  @DisplayName("S3.3 an override counts only if slots have it that take no part in the swap, too")
  void swap_overrideMissingInAThirdSlot_doesNotCount() {
    SlotsTestKit kit = kit(SettingsPolicy.functions2019());
    kit.slots().slots().create(SHOP, CANARY);
    Setting override = Setting.of("WEBSITE_OVERRIDE_STICKY_EXTENSION_VERSIONS", "0");
    set(kit, STAGING, override, EXTENSION);
    set(kit, PRODUCTION, override);

    swap(kit, true);
    assertThat(has(kit, STAGING, EXTENSION)).isTrue();

    set(kit, CANARY, override);
    swap(kit, true);
    assertThat(has(kit, STAGING, EXTENSION)).isFalse();
    assertThat(has(kit, PRODUCTION, EXTENSION)).isTrue();
  }

  @Test
  @DisplayName("S3.1 S1.7 a mark concerns every slot: none is changed while a swap runs")
  void configure_markWhileASwapRuns_isRefused() {
    SlotsTestKit kit = kit(SettingsPolicy.functions2019());
    kit.slots().slots().create(SHOP, CANARY);
    Running swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().settle();

    assertThatThrownBy(() -> kit.slots().slots().configure(SHOP, CANARY, mark(COLOR)))
        .isInstanceOfSatisfying(
            ConflictException.class,
            conflict -> assertThat(conflict.operation().id()).isEqualTo(swap.id()));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().apps().get(SHOP).stickyNames().keys()).isEmpty();
    kit.slots().slots().configure(SHOP, CANARY, mark(COLOR));
    assertThat(kit.slots().apps().get(SHOP).stickyNames().contains(COLOR)).isTrue();
  }

  @Test
  @DisplayName("S3.4 the slot settings are read once: a mark that another makes counts in the next")
  void swap_nameMarkedMeanwhile_stillMoves() {
    SlotsTestKit kit = kit(SettingsPolicy.functions2019());
    set(kit, STAGING, Setting.of("COLOR", "green"));
    Running first = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().settle();

    AppRecord record = kit.time().await(kit.store().find(SHOP)).orElseThrow();
    App marked = record.app().withSettings(STAGING, mark(COLOR));
    StoreAnswer answer =
        kit.time().await(kit.store().replace(record.next(marked, record.operation()), List.of()));
    assertThat(answer).isInstanceOf(StoreAnswer.Written.class);

    assertThat(first.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(color(kit, PRODUCTION)).contains("green");
    assertThat(color(kit, STAGING)).isEmpty();
    assertThat(kit.slots().apps().get(SHOP).stickyNames().contains(COLOR)).isTrue();

    swap(kit, true);
    assertThat(color(kit, PRODUCTION)).contains("green");
    assertThat(color(kit, STAGING)).isEmpty();
  }

  private static SettingsChange mark(SettingKey key) {
    return SettingsChange.builder().addMark(key).build();
  }

  private static SlotsTestKit kit(SettingsPolicy policy) {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.settingsPolicy(policy));
    kit.stagingAndProduction(1);
    return kit;
  }

  private static void set(SlotsTestKit kit, SlotName slot, Setting... settings) {
    kit.slots().slots().configure(SHOP, slot, SettingsChange.set(settings));
  }

  private static boolean has(SlotsTestKit kit, SlotName slot, Setting setting) {
    return kit.slots().apps().get(SHOP).slot(slot).settings().all().contains(setting);
  }

  private static Optional<String> color(SlotsTestKit kit, SlotName slot) {
    return kit.slots().apps().get(SHOP).slot(slot).settings().appSetting("COLOR");
  }

  private static void swap(SlotsTestKit kit, boolean preserveVnet) {
    SwapRequest request =
        SwapRequest.builder().app(SHOP).source(STAGING).preserveVnet(preserveVnet).build();
    assertThat(kit.slots().swaps().swap(request).await()).isInstanceOf(Outcome.Completed.class);
  }
}
