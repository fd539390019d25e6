package io.slots.server.arm;

import io.slots.server.http.Trouble;
import io.slots.settings.ConnectionType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Azure's names of what a connection string connects to. */
final class ConnectionTypes {
  private ConnectionTypes() {}

  static String name(ConnectionType type) {
    return switch (type) {
      case SQL_SERVER -> "SQLServer";
      case SQL_AZURE -> "SQLAzure";
      case MYSQL -> "MySql";
      case POSTGRESQL -> "PostgreSQL";
      case NOTIFICATION_HUB -> "NotificationHub";
      case SERVICE_BUS -> "ServiceBus";
      case EVENT_HUB -> "EventHub";
      case DOCUMENT_DB -> "DocDb";
      case REDIS_CACHE -> "RedisCache";
      case CUSTOM -> "Custom";
    };
  }

  static ConnectionType of(String name) {
    return Arrays.stream(ConnectionType.values())
        .filter(it -> name(it).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                Trouble.badRequest(
                    "the type of a connection string is one of "
                        + Arrays.stream(ConnectionType.values())
                            .map(ConnectionTypes::name)
                            .sorted(String::compareToIgnoreCase)
                            .collect(Collectors.joining(", "))));
  }
}
