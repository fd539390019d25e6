package io.slots.process;

import com.google.common.collect.ImmutableMap;
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
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment of an instance: what it inherits, then its settings, then who it is.
 *
 * <p>No message of this class holds a value.
 */
final class Environment {
  /** The port to listen at. */
  static final String PORT = "PORT";

  /** Random, different for each start: by it what a process started is found, see {@link Proc}. */
  static final String START_ID = "SLOTS_START_ID";

  private static final String SITE_NAME = "WEBSITE_SITE_NAME";
  private static final String SLOT_NAME = "WEBSITE_SLOT_NAME";
  private static final String INSTANCE_ID = "WEBSITE_INSTANCE_ID";
  private static final String CONTENT_ID = "SLOTS_CONTENT_ID";
  private static final String CONTENT_VERSION = "SLOTS_CONTENT_VERSION";
  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(
          PORT, START_ID, SITE_NAME, SLOT_NAME, INSTANCE_ID, CONTENT_ID, CONTENT_VERSION);

  private final ImmutableMap<String, String> inherited;
  private final Charset charset;

  private Environment(Map<String, String> inherited, Charset charset) {
    this.inherited = ImmutableMap.copyOf(inherited);
    this.charset = charset;
  }

  /**
   * Lets instances inherit those variables of {@code parent} whose name is one of {@code names},
   * where a {@code *} at the end stands for anything.
   *
   * @param charset in which the platform writes an environment
   */
  static Environment inheriting(Set<String> names, Map<String, String> parent, Charset charset) {
    Map<String, String> inherited = new HashMap<>(parent);
    inherited.keySet().removeIf(name -> names.stream().noneMatch(wanted -> fits(name, wanted)));
    return new Environment(inherited, charset);
  }

  private static boolean fits(String name, String wanted) {
    return wanted.endsWith("*")
        ? name.startsWith(wanted.substring(0, wanted.length() - 1))
        : name.equals(wanted);
  }

  /** The charset in which this JVM writes the environment of a process. */
  static Charset platformCharset() {
    // Until JDK 17 it is the default charset (JEP 400 set the two apart).
    String name = Runtime.version().feature() < 18 ? null : System.getProperty("sun.jnu.encoding");
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /**
   * Returns the whole environment, but for port and start id.
   *
   * @throws RefusedException if a setting cannot be a variable, has a reserved name, or has that of
   *     another setting's variable
   */
  ImmutableMap<String, String> of(
      AppName app, SlotName slot, Content content, InstanceId instance, Settings settings) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    all.putAll(inherited);
    all.putAll(variables(settings));
    all.put(SITE_NAME, app.spelling());
    all.put(SLOT_NAME, slot.isProduction() ? "Production" : slot.spelling());
    all.put(INSTANCE_ID, instance.value());
    all.put(CONTENT_ID, checked("the content id", content.id().value()));
    all.put(CONTENT_VERSION, checked("the content's version", content.version()));
    return all.buildKeepingLast();
  }

  private Map<String, String> variables(Settings settings) {
    Map<String, String> variables = new HashMap<>();
    for (Setting setting : settings.all()) {
      if (setting.category() == SettingCategory.APP_SETTING
          || setting.category() == SettingCategory.CONNECTION_STRING) {
        String name = variableName(setting);
        String value = checked("the value of " + setting.key(), setting.value());
        if (variables.put(name, value) != null) {
          throw new RefusedException(
              Rule.of(3, 1),
              "two settings give the variable " + name,
              "rename the app setting or the connection string");
        }
      }
    }
    return variables;
  }

  private static String variableName(Setting setting) {
    String prefix = setting.connectionType().map(ConnectionType::environmentPrefix).orElse("");
    String name = prefix + setting.name().spelling();
    // Setting names have no case, so "port" is PORT, although the platform tells them apart.
    if (RESERVED.contains(name.toUpperCase(Locale.ROOT))) {
      throw new RefusedException(
          Rule.of(3, 1),
          setting.key() + " has the name of a variable that the runtime sets",
          "a setting of another name than " + String.join(", ", RESERVED));
    }
    return name;
  }

  private String checked(String what, String value) {
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
