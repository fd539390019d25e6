package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.SlotName;
import io.slots.operation.Settling;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingsChange;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettlingRulesTest {
  private static final SettlingRules RULES = new SettlingRules(Shop.EFFECTIVE);
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static App kept(App app, SlotName slot, Instant until) {
    return app.withSlot(slot, it -> it.toBuilder().keptWarmUntil(until).build());
  }

  @Test
  @DisplayName("S4.9 a slot is due when its time is over, and not before")
  void due_whenTheTimeIsOver() {
    App app =
        kept(
            kept(kept(Shop.of(1), STAGING, NOW), CANARY, NOW.minusSeconds(1)),
            SlotName.PRODUCTION,
            NOW.plusNanos(1));

    assertThat(SettlingRules.due(app, NOW)).containsExactly(CANARY, STAGING);
    assertThat(SettlingRules.due(Shop.of(1), NOW)).isEmpty();
    assertThat(SettlingRules.due(SettlingRules.released(app, STAGING), NOW))
        .containsExactly(CANARY);
  }

  @Test
  @DisplayName("S4.6 its instances get what the slot has for them, what no instance sees apart")
  void settling_getsTheSlotsSettings() {
    App app =
        Shop.of(1)
            .withSettings(
                STAGING,
                SettingsChange.set(
                    Setting.of("COLOR", "green"),
                    Setting.of(SettingCategory.CUSTOM_DOMAIN, "www", "shop.example")));

    Settling settling = RULES.settling(app, STAGING).orElseThrow();

    assertThat(settling.slot()).isEqualTo(STAGING);
    assertThat(settling.content().version()).isEqualTo("v2");
    assertThat(settling.settings().appSetting("COLOR")).contains("green");
    assertThat(settling.settings().size()).isEqualTo(2);
    assertThat(settling.slots()).containsExactly(STAGING);
  }

  @Test
  @DisplayName("S4.6 where they run with that already, or there are none, nothing is done")
  void settling_nothingToDo() {
    assertThat(RULES.settling(Shop.of(1), STAGING)).isEmpty();
    assertThat(RULES.settling(Shop.of(1), CANARY)).isEmpty();
    App unknown =
        Shop.of(1)
            .withSlot(
                STAGING, it -> it.withDeployed(it.deployed().map(Deployed::startedVariously)));
    assertThat(RULES.settling(unknown, STAGING)).as("what is not known").isPresent();
  }
}
