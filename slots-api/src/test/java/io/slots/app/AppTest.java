package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slots.NotFoundException;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.StickyNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName CANARY = SlotName.of("canary");
  private static final LimitationPolicy LIMITS = LimitationPolicy.standard();

  private static final App SHOP = App.of(AppName.of("shop"), Plan.standard(1));
  private static final App SHOP_WITH_STAGING = SHOP.withNewSlot(Slot.named(STAGING), LIMITS);

  private static App app(String name) {
    return App.of(AppName.of(name), Plan.premium(1));
  }

  private static Slot slot(String name) {
    return Slot.named(SlotName.of(name));
  }

  @Test
  @DisplayName("S1.1 an app always has exactly one production slot")
  void of_anyApp_hasAProductionSlot() {
    assertThat(SHOP.slots().keySet()).containsExactly(SlotName.PRODUCTION);
    assertThat(SHOP.production().name()).isEqualTo(SlotName.PRODUCTION);
    assertThat(App.builder().from(SHOP).slots(Map.of(STAGING, Slot.named(STAGING))).build().slots())
        .containsOnlyKeys(SlotName.PRODUCTION, STAGING);
  }

  @Test
  @DisplayName("S1.1 the production slot that is given is the one it has")
  void builder_productionGiven_keepsIt() {
    Slot production =
        Slot.named(SlotName.PRODUCTION).withSettings(Settings.of(Setting.of("A", "1")));

    App app = SHOP.withSlot(production);

    assertThat(app.production()).isEqualTo(production);
    assertThat(app.slots()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "Production", "PRODUCTION"})
  @DisplayName("S1.1 S1.2 no further slot is named production, in any letter case")
  void withNewSlot_production_isRefused(String spelling) {
    assertThat(refusal(1, 2, () -> SHOP.withNewSlot(slot(spelling), LIMITS)).problem())
        .isEqualTo("\"production\" is reserved: every app has its production slot");
  }

  @Test
  @DisplayName("S1.2 slot names are unique in the app without regard to case")
  void withNewSlot_nameTakenInOtherCase_isRefused() {
    var refusal = refusal(1, 2, () -> SHOP_WITH_STAGING.withNewSlot(slot("STAGING"), LIMITS));

    assertThat(refusal.problem()).isEqualTo("app shop already has a slot \"staging\"");
    assertThat(refusal.accepted())
        .isEqualTo(
            "names are unique in the app without regard to case; it has production, staging");
    assertThat(SHOP_WITH_STAGING.find(SlotName.of("STAGING"))).isPresent();
  }

  @Test
  @DisplayName("S1.3 every slot has its own host under the app's domain, localhost by default")
  void host_ofEachSlot_isUnderTheDomain() {
    assertThat(SHOP_WITH_STAGING.host(SlotName.PRODUCTION)).hasToString("shop.localhost");
    assertThat(SHOP_WITH_STAGING.host(STAGING)).hasToString("shop-staging.localhost");
    assertThat(
            SHOP.toBuilder().domain(HostName.of("example.com")).build().host(SlotName.PRODUCTION))
        .hasToString("shop.example.com");
  }

  @Test
  @DisplayName("S1.3 two slots of an app never share a host name")
  void withNewSlot_hostTaken_isRefused() {
    String longApp = "a".repeat(40);
    String cut = "b".repeat(20);
    String asTheCutOne = "b".repeat(15) + "earl";
    App app = app(longApp).withNewSlot(slot(cut), LIMITS);

    var refusal = refusal(1, 3, () -> app.withNewSlot(slot(asTheCutOne), LIMITS));

    assertThat(refusal.problem())
        .isEqualTo(
            "slots \"%s\" and \"%s\" would both have the host %s-%s.localhost"
                .formatted(cut, asTheCutOne, longApp, asTheCutOne));
    assertThat(refusal.accepted()).isEqualTo("give the slot another name");
  }

  @Test
  @DisplayName("S1.3 a domain leaves room for the labels of its slots")
  void builder_longDomain_isRefused() {
    String label = "d".repeat(63);
    HostName longest = HostName.of(String.join(".", label, label, "d".repeat(62), "d"));
    HostName tooLong = HostName.of(String.join(".", label, label, label, "d"));
    assertThat(longest.value()).hasSize(192);

    App app = App.builder().from(app("a".repeat(40))).domain(longest).build();

    assertThat(app.host(SlotName.of("b".repeat(20))).value()).hasSize(253);
    assertThat(refusal(1, 3, () -> app.toBuilder().domain(tooLong).build()).accepted())
        .isEqualTo("a domain has 192 characters at most");
  }

  @Test
  @DisplayName("S1.4 a new slot has no content, no settings and no past, and runs")
  void named_newSlot_isEmpty() {
    assertThat(SHOP_WITH_STAGING.slot(STAGING))
        .satisfies(
            slot -> {
              assertThat(slot.deployed()).isEmpty();
              assertThat(slot.settings().isEmpty()).isTrue();
              assertThat(slot.lastSwap()).isEmpty();
              assertThat(slot.stopped()).isFalse();
            });
  }

  @Test
  @DisplayName("S1.4 a slot is not created with content, even if its configuration was cloned")
  void withNewSlot_withContent_isRefused() {
    Slot cloned =
        Slot.named(STAGING)
            .withSettings(Settings.of(Setting.of("A", "1")))
            .withDeployed(Optional.of(Deployed.of(Content.of("v1"), List.of())));

    assertThat(refusal(1, 4, () -> SHOP.withNewSlot(cloned, LIMITS)).problem())
        .isEqualTo("new slot \"staging\" has content");
    assertThat(
            SHOP.withNewSlot(cloned.withDeployed(Optional.empty()), LIMITS)
                .slot(STAGING)
                .settings()
                .size())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("S4.8 an unknown slot is refused, and the known ones are named")
  void slot_unknown_isNotFound() {
    var refusal = refusal(4, 8, () -> SHOP_WITH_STAGING.slot(CANARY));

    assertThat(refusal.problem()).isEqualTo("app shop has no slot \"canary\"");
    assertThat(refusal.accepted()).isEqualTo("it has production, staging");
    assertThat(SHOP_WITH_STAGING.find(CANARY)).isEmpty();
    assertThat(SHOP_WITH_STAGING.slotNames()).isEqualTo("production, staging");
  }

  @Test
  void builder_slotUnderAnotherName_isMisuse() {
    Map<SlotName, Slot> slots = new TreeMap<>();
    slots.put(SlotName.PRODUCTION, Slot.named(SlotName.PRODUCTION));
    slots.put(STAGING, Slot.named(CANARY));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHOP.toBuilder().slots(slots).build())
        .withMessage("slot canary stands under staging");
  }

  @Test
  void withSlot_changed_changesThatSlotOnly() {
    App changed =
        SHOP_WITH_STAGING.withSlot(
            STAGING, it -> it.withSettings(Settings.of(Setting.of("A", "1"))));

    assertThat(changed.slot(STAGING).settings().appSetting("a")).contains("1");
    assertThat(changed.production()).isEqualTo(SHOP_WITH_STAGING.production());
    assertThat(changed.name()).isEqualTo(SHOP.name());
    assertThat(changed.plan()).isEqualTo(SHOP.plan());
    assertThat(SHOP_WITH_STAGING.withSlot(STAGING, it -> it)).isSameAs(SHOP_WITH_STAGING);
  }

  @Test
  @DisplayName("S3.1 a change of settings is made to one slot, its marks to the app")
  void withSettings_change_isMadeToSlotAndMarks() {
    App changed =
        SHOP_WITH_STAGING.withSettings(STAGING, SettingsChange.setSticky(Setting.of("DB", "x")));

    assertThat(changed.slot(STAGING).settings().appSetting("DB")).contains("x");
    assertThat(changed.production().settings().isEmpty()).isTrue();
    assertThat(changed.stickyNames()).isEqualTo(StickyNames.of(SettingKey.appSetting("DB")));
    assertThat(changed.allSettings())
        .containsExactlyInAnyOrder(Settings.none(), Settings.of(Setting.of("DB", "x")));
  }

  @Test
  @DisplayName("S7.1 shares name slots of the app, each once, and add up to 100 % at most")
  void withTraffic_badShares_areRefused() {
    App app = SHOP_WITH_STAGING.withNewSlot(Slot.named(CANARY), LIMITS);
    List<TrafficShare> all = List.of(TrafficShare.of(STAGING, 60), TrafficShare.of(CANARY, 40));

    assertThat(app.withTraffic(all).traffic()).isEqualTo(all);
    assertThat(app.withTraffic(all).withTraffic(List.of()).traffic()).isEmpty();
    assertThat(
            refusal(
                    7,
                    1,
                    () ->
                        app.withTraffic(
                            List.of(TrafficShare.of(STAGING, 60), TrafficShare.of(CANARY, 40.1))))
                .problem())
        .isEqualTo("shares [staging 60 %, canary 40.1 %] add up to more than 100 %");
    assertThat(
            refusal(
                    7,
                    1,
                    () ->
                        app.withTraffic(
                            List.of(
                                TrafficShare.of(STAGING, 1),
                                TrafficShare.of(SlotName.of("Staging"), 2))))
                .problem())
        .isEqualTo("slot staging has two shares");
    refusal(4, 8, () -> app.withTraffic(List.of(TrafficShare.of(SlotName.of("qa"), 1))));
  }

  @Test
  void slot_notFound_isOfItsOwnType() {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> SHOP.slot(CANARY));
  }
}
