package io.slots.form;

import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;

/** A setting. Its value is sealed, where the store has a key. */
final class SettingForm implements Form<Setting> {
  static final SettingForm FORM = new SettingForm();

  private SettingForm() {}

  @Override
  public void write(Setting value, Out out) {
    SettingKeyForm.FORM.write(value.key(), out);
    out.secret(value.key(), value.value());
    out.word("connectionType", value.connectionType());
    out.flag("madeByServiceConnector", value.madeByServiceConnector());
  }

  @Override
  public Setting read(In in) {
    SettingKey key = SettingKeyForm.FORM.read(in);
    return Setting.builder()
        .key(key)
        .value(in.secret(key))
        .connectionType(in.optionalWord("connectionType", ConnectionType.class))
        .madeByServiceConnector(in.flag("madeByServiceConnector"))
        .build();
  }
}
