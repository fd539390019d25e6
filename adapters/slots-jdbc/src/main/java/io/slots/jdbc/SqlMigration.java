package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    this.sql = text("schema-" + version + ".sql");
  }

  /** Asked for by this class itself: a module's files are not for the classes of another. */
  private static String text(String name) {
    try (InputStream file = SqlMigration.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing in the jar of slots-jdbc");
      }
      return new String(file.readAllBytes(), UTF_8);
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
