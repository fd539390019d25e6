package io.slots.jdbc;

import io.slots.spi.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the schema that this library works on, and leaves a newer one alone. */
final class Schema {
  private static final Logger log = LoggerFactory.getLogger(Schema.class);

  private static final JavaMigration[] MIGRATIONS = {
    new SqlMigration("1", "apps and history"), new SqlMigration("2", "engines and their leases")
  };

  /** The schema that this library works on. */
  static final int VERSION = MIGRATIONS.length;

  private Schema() {}

  /**
   * Migrates, if there is anything to migrate.
   *
   * @param where what the database is called in messages
   */
  static void migrate(DataSource database, String where) {
    Flyway flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database)
            .table("slots_schema_history")
            .locations(new String[0])
            .javaMigrations(MIGRATIONS)
            // The database may be one that others use too.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    try {
      QuietFlyway.during(flyway, () -> migrate(flyway, where));
    } catch (FlywayException e) {
      throw new StoreException(
          "the tables of " + where + " cannot be made or brought up to date; see the cause", e);
    }
  }

  private static void migrate(Flyway flyway, String where) {
    refuseNewer(flyway, where);
    if (flyway.migrate().migrationsExecuted > 0) {
      log.info("the tables of {} were brought to schema {}", where, VERSION);
    }
  }

  private static void refuseNewer(Flyway flyway, String where) {
    MigrationInfo current = flyway.info().current();
    if (current == null) {
      return;
    }
    MigrationVersion found = current.getVersion();
    if (found.isNewerThan(MIGRATIONS[MIGRATIONS.length - 1].getVersion().getVersion())) {
      throw newer(where, found.getVersion());
    }
  }

  /** Says of a schema that it is newer than the library. */
  static StoreException newer(String where, String found) {
    return new StoreException(
        where
            + " has schema "
            + found
            + ", and this library knows no newer one than "
            + VERSION
            + "; use the version of slots-jdbc that wrote it, or a newer one. Nothing was"
            + " changed");
  }
}
