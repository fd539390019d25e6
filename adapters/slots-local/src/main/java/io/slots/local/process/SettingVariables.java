package io.slots.local.process;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings as environment variables: app settings by name, connection strings by {@linkplain
 * ConnectionType#environmentPrefix prefix} and name. No message of this class holds a value.
 *
 * @param reserved which variables no setting may give, in capitals
 * @param charset in which the platform writes an environment
 */
public record SettingVariables(ImmutableSet<String> reserved, Charset charset) {
  /** The charset in which this JVM writes the environment of a process. */
  public static Charset platformCharset() {
    // Until JDK 17 it is the default charset (JEP 400 set the two apart).
    String name = Runtime.version().feature() < 18 ? null : System.getProperty("sun.jnu.encoding");
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /**
   * Returns the variables by name.
   *
   * @throws RefusedException if a setting cannot be a variable, has a reserved name, or has that of
   *     another setting's variable
   */
  public ImmutableMap<String, String> of(Settings settings) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Setting setting : settings.all()) {
      if (setting.category() == SettingCategory.APP_SETTING
          || setting.category() == SettingCategory.CONNECTION_STRING) {
        String name = name(setting);
        if (variables.put(name, checked("the value of " + setting.key(), setting.value()))
            != null) {
          throw new RefusedException(
              Rule.of(3, 1),
              "two settings give the variable " + name,
              "rename the app setting or the connection string");
        }
      }
    }
    return ImmutableMap.copyOf(variables);
  }

  private String name(Setting setting) {
    String prefix = setting.connectionType().map(ConnectionType::environmentPrefix).orElse("");
    String name = prefix + setting.name().spelling();
    // Setting names have no case, so "port" is PORT, although the platform tells them apart.
    if (reserved.contains(name.toUpperCase(Locale.ROOT))) {
      throw new RefusedException(
          Rule.of(3, 1),
          setting.key() + " has the name of a variable that the runtime sets",
          "a setting of another name than " + String.join(", ", reserved));
    }
    return name;
  }

  /**
   * Returns {@code value}.
   *
   * @throws RefusedException unless an environment can hold it
   */
  public String checked(String what, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new RefusedException(
          Rule.of(3, 1), what + " has a NUL character", "a text that an environment can hold");
    }
    if (!charset.newEncoder().canEncode(value)) {
      throw new RefusedException(
          Rule.of(3, 1),
          what + " has a character that is not in " + charset + ", this process's charset",
          "another value, or a start of this process with a locale such as LANG=C.UTF-8");
    }
    return value;
  }
}
