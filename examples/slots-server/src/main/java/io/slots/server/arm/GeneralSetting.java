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
  NET_FRAMEWORK_VERSION(
      "netFrameworkVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, "v4.0"),
  PHP_VERSION("phpVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  PYTHON_VERSION("pythonVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  NODE_VERSION("nodeVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  POWER_SHELL_VERSION("powerShellVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  JAVA_VERSION("javaVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  JAVA_CONTAINER("javaContainer", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  JAVA_CONTAINER_VERSION("javaContainerVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  LINUX_FX_VERSION("linuxFxVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  WINDOWS_FX_VERSION("windowsFxVersion", SettingCategory.FRAMEWORK_VERSION, Form.TEXT, ""),
  USE_32_BIT("use32BitWorkerProcess", SettingCategory.BITNESS, Form.FLAG, "true"),
  WEB_SOCKETS("webSocketsEnabled", SettingCategory.WEB_SOCKETS, Form.FLAG, "false"),
  HTTP_20("http20Enabled", SettingCategory.HTTP_VERSION, Form.FLAG, "false"),
  ALWAYS_ON("alwaysOn", SettingCategory.ALWAYS_ON, Form.FLAG, "false"),
  HTTP_LOGGING("httpLoggingEnabled", SettingCategory.DIAGNOSTICS, Form.FLAG, "false"),
  REQUEST_TRACING("requestTracingEnabled", SettingCategory.DIAGNOSTICS, Form.FLAG, "false"),
  DETAILED_ERRORS("detailedErrorLoggingEnabled", SettingCategory.DIAGNOSTICS, Form.FLAG, "false"),
  MIN_TLS_VERSION("minTlsVersion", SettingCategory.PRIVATE_CERTIFICATE, Form.TEXT, "1.2");

  /** What a field is in JSON. */
  private enum Form {
    TEXT,
    FLAG
  }

  private final String field;
  private final SettingCategory category;
  private final Form form;
  private final String otherwise;

  GeneralSetting(String field, SettingCategory category, Form form, String otherwise) {
    this.field = field;
    this.category = category;
    this.form = form;
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
    String value = settings.get(key()).map(Setting::value).orElse(otherwise);
    return form == Form.FLAG ? (Object) Boolean.valueOf(value) : value;
  }

  /** The setting that makes the field what {@code given} says, if it is not so already. */
  Optional<Setting> change(Fields given, Settings settings) {
    Optional<String> wanted =
        form == Form.FLAG ? given.flag(field).map(String::valueOf) : given.text(field);
    return wanted
        .filter(it -> !it.equals(of(settings).toString()))
        .map(it -> Setting.of(category, field, it));
  }
}
