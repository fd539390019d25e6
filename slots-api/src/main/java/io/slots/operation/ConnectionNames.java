package io.slots.operation;

import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which settings, to go by their names, connect to something whose messages or data would be
 * consumed twice if both slots had the same: every connection string, and the app settings by which
 * the bindings of functions are known to find their service.
 *
 * <p>The names are those that the Azure Functions documentation gives for connections and for
 * identity-based connections ({@code <connection>__fullyQualifiedNamespace}, …), and the endings
 * that its templates use ({@code MyStorage_CONNECTION}, {@code MyStorageConnectionString}). All are
 * in lower case, for names compare without regard to case.
 */
final class ConnectionNames {
  private static final Set<String> NAMES =
      Set.of(
          "azurewebjobsstorage",
          "azurewebjobsdashboard",
          "azurewebjobsservicebus",
          "azurewebjobseventhub",
          "azurewebjobscosmosdb");

  private static final List<String> ENDINGS =
      List.of(
          "_connection",
          "_connection_string",
          "connectionstring",
          "__fullyqualifiednamespace",
          "__accountname",
          "__accountendpoint",
          "__serviceuri",
          "__blobserviceuri",
          "__queueserviceuri",
          "__tableserviceuri");

  /** Shared on purpose: telemetry, and the content, which has a warning of its own. */
  private static final Set<String> EXCEPTIONS =
      Set.of("applicationinsights_connection_string", "website_contentazurefileconnectionstring");

  private ConnectionNames() {}

  static boolean isConnection(SettingKey key) {
    if (key.category() == SettingCategory.CONNECTION_STRING) {
      return true;
    }
    String name = key.name().spelling().toLowerCase(Locale.ROOT);
    return key.category() == SettingCategory.APP_SETTING
        && !EXCEPTIONS.contains(name)
        && (NAMES.contains(name) || ENDINGS.stream().anyMatch(name::endsWith));
  }
}
