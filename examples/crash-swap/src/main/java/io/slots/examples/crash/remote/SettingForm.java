package io.slots.examples.crash.remote;

import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import java.util.List;

/**
 * A setting, as it is sent. Its value is secret.
 *
 * @param connectionTypes one for a connection string, none for others
 */
record SettingForm(
    SettingCategory category,
    String name,
    String value,
    List<ConnectionType> connectionTypes,
    boolean madeByServiceConnector) {
  static List<SettingForm> of(Settings settings) {
    return settings.all().stream().map(SettingForm::of).toList();
  }

  private static SettingForm of(Setting setting) {
    return new SettingForm(
        setting.category(),
        setting.name().spelling(),
        setting.value(),
        setting.connectionType().stream().toList(),
        setting.madeByServiceConnector());
  }

  static Settings settings(List<SettingForm> forms) {
    return Settings.of(forms.stream().map(SettingForm::setting).toList());
  }

  private Setting setting() {
    return Setting.builder()
        .key(SettingKey.of(category, SettingName.of(name)))
        .value(value)
        .connectionType(connectionTypes.stream().findFirst())
        .madeByServiceConnector(madeByServiceConnector)
        .build();
  }

  /** Returns category and name, not the value. */
  @Override
  public String toString() {
    return category + " " + name;
  }
}
