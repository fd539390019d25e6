package io.slots.form;

import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;

/** Category and name of a setting. */
final class SettingKeyForm implements Form<SettingKey> {
  static final SettingKeyForm FORM = new SettingKeyForm();

  private SettingKeyForm() {}

  @Override
  public void write(SettingKey value, Out out) {
    out.word("category", value.category());
    out.text("name", value.name().spelling());
  }

  @Override
  public SettingKey read(In in) {
    return SettingKey.of(
        in.word("category", SettingCategory.class), in.text("name", SettingName::of));
  }
}
