package io.slots.jdbc;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * A step of the schema, from a file beside this class. It is handed to Flyway as it is: searching
 * the class path would find the embedder's own migrations, and nothing in a named module.
 */
final class SqlMigration implements JavaMigration {
  private final String version;
  private final String description;
  private final String sql;

  /** Reads the file {@code schema-<version>.sql}. */
  SqlMigration(String version, String description) {
    this.version = version;
    this.description = description;
    try {
      this.sql =
          Resources.toString(
              Resources.getResource(SqlMigration.class, "schema-" + version + ".sql"),
              StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(version);
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public Integer getChecksum() {
    return Hashing.crc32c().hashUnencodedChars(sql).asInt();
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String each : Splitter.on(';').trimResults().omitEmptyStrings().split(sql)) {
        statement.execute(each);
      }
    }
  }
}
