package io.slots.core.rules;

import static io.slots.core.rules.TwoSlots.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.Slot;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S5.2: no preview where authentication is enabled. */
class AuthenticationRuleTest {
  @Test
  @DisplayName("S5.2 authentication that is configured counts as enabled")
  void configured_isRefused() {
    assertThat(AuthenticationRule.refusal(slot(authentication("provider", "aad"))))
        .contains(
            Refusal.of(
                Rule.of(5, 2),
                "slot \"staging\" has authentication enabled",
                "swap without preview, or turn authentication off in both slots"));
    assertThat(AuthenticationRule.refusal(slot(authentication("Enabled", "true")))).isPresent();
  }

  @Test
  @DisplayName("S5.2 unless it says that it is not")
  void switchedOff_isNotRefused() {
    assertThat(
            AuthenticationRule.refusal(
                slot(authentication("provider", "aad"), authentication("enabled", " False "))))
        .isEmpty();
    assertThat(
            AuthenticationRule.refusal(
                slot(authentication("Enabled", "false"), authentication("provider", "aad"))))
        .isEmpty();
  }

  @Test
  @DisplayName("S5.2 settings of other categories say nothing of authentication")
  void otherSettings_areNotRefused() {
    assertThat(AuthenticationRule.refusal(slot())).isEmpty();
    assertThat(AuthenticationRule.refusal(slot(Setting.of("enabled", "true")))).isEmpty();
  }

  private static Setting authentication(String name, String value) {
    return Setting.of(SettingCategory.AUTHENTICATION, name, value);
  }

  private static Slot slot(Setting... settings) {
    return Slot.builder().name(STAGING).settings(Settings.of(settings)).build();
  }
}
