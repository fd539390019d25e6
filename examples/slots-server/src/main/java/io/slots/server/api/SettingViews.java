package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.server.http.Exchange;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.SettingsChange;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings, as they are read and written. */
final class SettingViews {
  private SettingViews() {}

  /**
   * All settings of a slot.
   *
   * @param slot the slot
   * @param settings its settings, by category and name
   */
  record SettingsView(String slot, List<SettingView> settings) {
    static SettingsView of(App app, SlotName slot, boolean values) {
      return new SettingsView(
          slot.spelling(),
          app.slot(slot).settings().all().stream()
              .sorted(Comparator.comparing(Setting::key))
              .map(it -> SettingView.of(it, app, values))
              .toList());
    }
  }

  /**
   * A setting.
   *
   * @param category its category
   * @param name its name
   * @param connectionType what a connection string connects to
   * @param value its value; absent unless it was asked for
   * @param slotSetting whether it is marked to stay with its slot, in all slots
   */
  record SettingView(
      SettingCategory category,
      String name,
      @Nullable ConnectionType connectionType,
      @Nullable String value,
      boolean slotSetting) {
    static SettingView of(Setting setting, App app, boolean values) {
      return new SettingView(
          setting.category(),
          setting.name().spelling(),
          setting.connectionType().orElse(null),
          values ? setting.value() : null,
          app.stickyNames().contains(setting.key()));
    }

    /** Returns the setting without its value. */
    @Override
    public String toString() {
      return category + " " + name;
    }
  }

  /**
   * A setting to be.
   *
   * @param category its category; an app setting if absent
   * @param name its name
   * @param connectionType what a connection string connects to
   * @param value its value
   */
  record NewSetting(
      @Nullable SettingCategory category,
      String name,
      @Nullable ConnectionType connectionType,
      String value) {
    Setting setting() {
      Setting.Builder setting =
          Setting.builder().key(new Key(category, name).key()).value(Required.of("value", value));
      if (connectionType != null) {
        setting.connectionType(connectionType);
      }
      return setting.build();
    }

    /** Returns the setting without its value. */
    @Override
    public String toString() {
      return category + " " + name;
    }
  }

  /**
   * The name of a setting.
   *
   * @param category its category; app setting if absent
   * @param name its name
   */
  record Key(@Nullable SettingCategory category, String name) {
    SettingKey key() {
      return SettingKey.of(
          category == null ? SettingCategory.APP_SETTING : category,
          SettingName.of(Required.of("name", name)));
    }
  }

  /**
   * A change of a slot's settings and of the names that stay with their slots; all of it or
   * nothing.
   *
   * @param set settings to add or to put in the place of others
   * @param remove settings to take away
   * @param mark names to mark as slot settings, in all slots
   * @param unmark names to take that mark from
   */
  record SettingsEdit(
      @Nullable List<NewSetting> set,
      @Nullable List<Key> remove,
      @Nullable List<Key> mark,
      @Nullable List<Key> unmark) {
    SettingsChange change() {
      return Exchange.given(
          () -> {
            SettingsChange.Builder change = SettingsChange.builder();
            all("set", set).forEach(it -> change.addSet(it.setting()));
            all("remove", remove).forEach(it -> change.addRemove(it.key()));
            all("mark", mark).forEach(it -> change.addMark(it.key()));
            all("unmark", unmark).forEach(it -> change.addUnmark(it.key()));
            return change.build();
          });
    }

    private static <T> List<T> all(String name, @Nullable List<T> given) {
      if (given == null) {
        return List.of();
      }
      given.forEach(it -> Required.of(name + "[]", it));
      return given;
    }
  }
}
