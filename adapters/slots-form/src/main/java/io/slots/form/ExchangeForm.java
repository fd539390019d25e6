package io.slots.form;

import io.slots.settings.SettingsExchange;

/** What a swap does with the settings. */
final class ExchangeForm implements Form<SettingsExchange> {
  static final ExchangeForm FORM = new ExchangeForm();

  private ExchangeForm() {}

  @Override
  public void write(SettingsExchange value, Out out) {
    out.settings("sourceEffectiveBefore", value.sourceEffectiveBefore());
    out.settings("sourceEffectiveDuring", value.sourceEffectiveDuring());
    out.settings("targetEffectiveBefore", value.targetEffectiveBefore());
    out.settings("sourceEffectiveAfter", value.sourceEffectiveAfter());
    out.settings("sourceAfter", value.sourceAfter());
    out.settings("targetAfter", value.targetAfter());
  }

  @Override
  public SettingsExchange read(In in) {
    return SettingsExchange.builder()
        .sourceEffectiveBefore(in.settings("sourceEffectiveBefore"))
        .sourceEffectiveDuring(in.settings("sourceEffectiveDuring"))
        .targetEffectiveBefore(in.settings("targetEffectiveBefore"))
        .sourceEffectiveAfter(in.settings("sourceEffectiveAfter"))
        .sourceAfter(in.settings("sourceAfter"))
        .targetAfter(in.settings("targetAfter"))
        .build();
  }
}
