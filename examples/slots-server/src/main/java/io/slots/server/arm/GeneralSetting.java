package io.slots.server.arm;

import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import java.util.Optional;

/**
 * The fields of a site's configuration that are settings of the library: kept, and moved or left by
 * a swap as the category says. All others are told as they are by default, and not kept.
 */
enum GeneralSetting {
  NET_FRAMEWORK_VERSION("netFrameworkVersion", SettingCategory.FRAMEWORK_VERSION, "v4.0"),
  PHP_VERSION("phpVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  PYTHON_VERSION("pythonVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  NODE_VERSION("nodeVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  POWER_SHELL_VERSION("powerShellVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  JAVA_VERSION("javaVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  JAVA_CONTAINER("javaContainer", SettingCategory.FRAMEWORK_VERSION, ""),
  JAVA_CONTAINER_VERSION("javaContainerVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  LINUX_FX_VERSION("linuxFxVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  WINDOWS_FX_VERSION("windowsFxVersion", SettingCategory.FRAMEWORK_VERSION, ""),
  USE_32_BIT("use32BitWorkerProcess", SettingCategory.BITNESS, true),
  WEB_SOCKETS("webSocketsEnabled", SettingCategory.WEB_SOCKETS, false),
  HTTP_20("http20Enabled", SettingCategory.HTTP_VERSION, false),
  ALWAYS_ON("alwaysOn", SettingCategory.ALWAYS_ON, false),
  HTTP_LOGGING("httpLoggingEnabled", SettingCategory.DIAGNOSTICS, false),
  REQUEST_TRACING("requestTracingEnabled", SettingCategory.DIAGNOSTICS, false),
  DETAILED_ERRORS("detailedErrorLoggingEnabled", SettingCategory.DIAGNOSTICS, false),
  MIN_TLS_VERSION("minTlsVersion", SettingCategory.PRIVATE_CERTIFICATE, "1.2");

  private final String field;
  private final SettingCategory category;
  private final Object otherwise;

  GeneralSetting(String field, SettingCategory category, Object otherwise) {
    this.field = field;
    this.category = category;
    this.otherwise = otherwise;
  }

  String field() {
    return field;
  }

  private SettingKey key() {
    return SettingKey.of(category, SettingName.of(field));
  }

  /** What the field is: a string or a truth value. */
  Object of(Settings settings) {
    Optional<String> value = settings.get(key()).map(Setting::value);
    return otherwise instanceof Boolean
        ? value.map(it -> (Object) Boolean.valueOf(it)).orElse(otherwise)
        : value.map(it -> (Object) it).orElse(otherwise);
  }

  /** The setting that makes the field what {@code given} says, if it is not so already. */
  Optional<Setting> change(Fields given, Settings settings) {
    Optional<?> wanted = otherwise instanceof Boolean ? given.flag(field) : given.text(field);
    return wanted
        .filter(it -> !it.equals(of(settings)))
        .map(it -> Setting.of(category, field, it.toString()));
  }
}
