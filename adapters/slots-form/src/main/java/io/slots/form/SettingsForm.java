package io.slots.form;

import io.slots.settings.Settings;

/** Settings where there may be none at all, which is not the same as no setting. */
final class SettingsForm implements Form<Settings> {
  static final SettingsForm FORM = new SettingsForm();

  private SettingsForm() {}

  @Override
  public void write(Settings value, Out out) {
    out.settings("settings", value);
  }

  @Override
  public Settings read(In in) {
    return in.settings("settings");
  }
}
