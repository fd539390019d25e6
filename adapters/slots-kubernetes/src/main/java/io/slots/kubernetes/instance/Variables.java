package io.slots.kubernetes.instance;

import com.google.common.collect.ImmutableSet;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The environment of an instance: its settings, and who it is. No message here holds a value. */
final class Variables {
  static final String SITE_NAME = "WEBSITE_SITE_NAME";
  static final String SLOT_NAME = "WEBSITE_SLOT_NAME";
  static final String INSTANCE_ID = "WEBSITE_INSTANCE_ID";
  static final String CONTENT_ID = "SLOTS_CONTENT_ID";
  static final String CONTENT_VERSION = "SLOTS_CONTENT_VERSION";
  static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(SITE_NAME, SLOT_NAME, INSTANCE_ID, CONTENT_ID, CONTENT_VERSION);

  /** What a container takes from a Secret; it leaves others out without a word. */
  private static final Pattern NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

  private Variables() {}

  /**
   * Returns the environment.
   *
   * @throws RefusedException if a setting cannot be a variable, has a reserved name, or has that of
   *     another setting's variable
   */
  static Map<String, String> of(
      AppName app, SlotName slot, Content content, InstanceId instance, Settings settings) {
    Map<String, String> all = new TreeMap<>();
    for (Setting setting : settings.all()) {
      if (setting.category() == SettingCategory.APP_SETTING
          || setting.category() == SettingCategory.CONNECTION_STRING) {
        String name = name(setting);
        if (all.put(name, setting.value()) != null) {
          throw new RefusedException(
              Rule.of(3, 1),
              "two settings give the variable " + name,
              "rename the app setting or the connection string");
        }
      }
    }
    all.put(SITE_NAME, app.spelling());
    all.put(SLOT_NAME, slot.isProduction() ? "Production" : slot.spelling());
    all.put(INSTANCE_ID, instance.value());
    all.put(CONTENT_ID, content.id().value());
    all.put(CONTENT_VERSION, content.version());
    return all;
  }

  private static String name(Setting setting) {
    String prefix = setting.connectionType().map(ConnectionType::environmentPrefix).orElse("");
    String name = prefix + setting.name().spelling();
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(
          Rule.of(3, 1),
          setting.key() + " cannot be the name of a variable in a container",
          "a name of a-z A-Z 0-9 . _ -, not beginning with a digit; write __ for a colon");
    }
    if (RESERVED.contains(name.toUpperCase(Locale.ROOT))) {
      throw new RefusedException(
          Rule.of(3, 1),
          setting.key() + " has the name of a variable that is set by the library",
          "a setting of another name than " + String.join(", ", RESERVED));
    }
    return name;
  }
}
