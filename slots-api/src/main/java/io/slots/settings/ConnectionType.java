package io.slots.settings;

/**
 * What a connection string connects to. It decides the prefix under which instances find the string
 * in their environment; the prefixes are those that Azure App Service documents.
 */
public enum ConnectionType {
  /** SQL Server. */
  SQL_SERVER("SQLCONNSTR_"),
  /** Azure SQL Database. */
  SQL_AZURE("SQLAZURECONNSTR_"),
  /** MySQL. */
  MYSQL("MYSQLCONNSTR_"),
  /** PostgreSQL. */
  POSTGRESQL("POSTGRESQLCONNSTR_"),
  /** A notification hub. */
  NOTIFICATION_HUB("NOTIFICATIONHUBCONNSTR_"),
  /** A service bus. */
  SERVICE_BUS("SERVICEBUSCONNSTR_"),
  /** An event hub. */
  EVENT_HUB("EVENTHUBCONNSTR_"),
  /** A document database. */
  DOCUMENT_DB("DOCDBCONNSTR_"),
  /** A Redis cache. */
  REDIS_CACHE("REDISCACHECONNSTR_"),
  /** Anything else. */
  CUSTOM("CUSTOMCONNSTR_");

  private final String environmentPrefix;

  ConnectionType(String environmentPrefix) {
    this.environmentPrefix = environmentPrefix;
  }

  /** What stands before the name in an instance's environment: {@code SQLCONNSTR_}. */
  public String environmentPrefix() {
    return environmentPrefix;
  }
}
