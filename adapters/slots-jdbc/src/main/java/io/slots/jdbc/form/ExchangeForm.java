package io.slots.jdbc.form;

import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;

/** What a swap does with the settings. */
final class ExchangeForm implements Form<SettingsExchange> {
  static final ExchangeForm FORM = new ExchangeForm();

  private ExchangeForm() {}

  @Override
  public void write(SettingsExchange value, Out out) {
    out.list("sourceEffectiveBefore", value.sourceEffectiveBefore().all(), SettingForm.FORM);
    out.list("sourceEffectiveDuring", value.sourceEffectiveDuring().all(), SettingForm.FORM);
    out.list("targetEffectiveBefore", value.targetEffectiveBefore().all(), SettingForm.FORM);
    out.list("sourceEffectiveAfter", value.sourceEffectiveAfter().all(), SettingForm.FORM);
    out.list("sourceAfter", value.sourceAfter().all(), SettingForm.FORM);
    out.list("targetAfter", value.targetAfter().all(), SettingForm.FORM);
  }

  @Override
  public SettingsExchange read(In in) {
    return SettingsExchange.builder()
        .sourceEffectiveBefore(settings(in, "sourceEffectiveBefore"))
        .sourceEffectiveDuring(settings(in, "sourceEffectiveDuring"))
        .targetEffectiveBefore(settings(in, "targetEffectiveBefore"))
        .sourceEffectiveAfter(settings(in, "sourceEffectiveAfter"))
        .sourceAfter(settings(in, "sourceAfter"))
        .targetAfter(settings(in, "targetAfter"))
        .build();
  }

  private static Settings settings(In in, String field) {
    return Settings.of(in.list(field, SettingForm.FORM));
  }
}
