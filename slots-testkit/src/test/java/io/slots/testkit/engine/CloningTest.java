package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.NotFoundException;
import io.slots.app.App;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1.5: a slot is made with a copy of another's configuration. */
class CloningTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final Setting COLOR = Setting.of("COLOR", "green");
  private static final Setting DB = Setting.of("DB", "staging-db");
  private static final Setting ORDERS =
      Setting.connectionString("Orders", ConnectionType.POSTGRESQL, "host=staging");
  private static final Setting STACK = Setting.of(SettingCategory.FRAMEWORK_VERSION, "java", "17");
  private static final Setting DOMAIN =
      Setting.of(SettingCategory.CUSTOM_DOMAIN, "www", "shop.example");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = new Shop(kit, 2);

  @BeforeEach
  void configure() {
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STAGING,
            SettingsChange.builder()
                .addSet(COLOR, DB, ORDERS, STACK, DOMAIN)
                .addMark(DB.key(), ORDERS.key())
                .build());
    kit.slots().slots().move(SHOP, STAGING, Optional.of(Plan.standard(1)));
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
  }

  private Slot clone(Cloning cloning) {
    return kit.slots().slots().create(SHOP, CANARY, cloning).slot(CANARY);
  }

  @Test
  @DisplayName("S1.5 the configuration alone is copied, slot settings with their values")
  void create_clone_hasTheConfiguration() {
    Slot clone = clone(Cloning.of(SlotName.of("Staging")));

    assertThat(clone)
        .isEqualTo(
            Slot.builder().name(CANARY).settings(Settings.of(COLOR, DB, ORDERS, STACK)).build());
    assertThat(shop.app().traffic()).containsExactly(TrafficShare.of(STAGING, 10));
  }

  @Test
  @DisplayName("S1.5 or without the values of slot settings, where the caller says so")
  void create_cloneWithoutSlotSettings_hasTheRest() {
    assertThat(clone(Cloning.withoutSlotSettings(STAGING)).settings())
        .isEqualTo(Settings.of(COLOR, STACK));
  }

  @Test
  @DisplayName("S1.4 a clone is empty, and its host says that nothing is deployed there")
  void create_clone_isEmpty() {
    clone(Cloning.of(STAGING));

    List<RoutingTable> published = kit.router().published();
    Route route = published.get(published.size() - 1).route(CANARY).orElseThrow();
    assertThat(route.host().value()).isEqualTo("shop-canary.localhost");
    assertThat(route.content()).isEmpty();
    assertThat(route.instances()).isEmpty();
    Untouched.refused(kit, 4, 8, () -> kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY)));
  }

  @Test
  @DisplayName("S1.5 what is deployed to it runs with the copied settings; edits reach one side")
  void create_clone_isIndependent() {
    clone(Cloning.of(STAGING));
    shop.set(STAGING, "COLOR", "blue");
    shop.set(CANARY, "SIZE", "9");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();

    App app = shop.app();
    assertThat(app.slot(STAGING).settings().appSetting("SIZE")).isEmpty();
    assertThat(app.slot(CANARY).settings().appSetting("COLOR")).contains("green");
    for (InstanceId id : shop.ids(CANARY)) {
      FakePlatform.Running running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings())
          .isEqualTo(Settings.of(COLOR, DB, ORDERS, STACK, Setting.of("SIZE", "9")));
    }
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    kit.slots().slots().route(SHOP, List.of());
    kit.slots().slots().delete(SHOP, STAGING).await();
    assertThat(shop.app().slot(CANARY)).isEqualTo(app.slot(CANARY));
  }

  @Test
  @DisplayName("S1.5 production can be cloned, and a slot that a swap works on cannot be now")
  void create_cloneOfProduction() {
    shop.set(PRODUCTION, "COLOR", "red");
    kit.slots().slots().move(SHOP, STAGING, Optional.empty());
    assertThat(clone(Cloning.of(PRODUCTION)).settings())
        .isEqualTo(Settings.of(Setting.of("COLOR", "red")));
    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(
        kit,
        running,
        () -> kit.slots().slots().create(SHOP, SlotName.of("qa"), Cloning.of(STAGING)));
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.5 an unknown slot cannot be cloned, and a taken name not be given")
  void create_clone_isRefused() {
    Untouched.refused(kit, NotFoundException.class, () -> clone(Cloning.of(CANARY)));
    Untouched.refused(
        kit, 1, 2, () -> kit.slots().slots().create(SHOP, STAGING, Cloning.of(PRODUCTION)));
    assertThat(shop.app().find(CANARY)).isEmpty();
  }
}
