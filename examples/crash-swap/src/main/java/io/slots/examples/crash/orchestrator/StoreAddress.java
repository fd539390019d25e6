package io.slots.examples.crash.orchestrator;

import io.slots.jdbc.JdbcSlotStore;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a store is.
 *
 * @param kind what it is in
 * @param place the file, or the port of the database on loopback
 */
public record StoreAddress(Kind kind, String place) {
  /** More than any run has: at the end all of it is read. */
  private static final int HISTORY = 100_000;

  /** What a store is in. */
  public enum Kind {
    /** A file, which one engine has. */
    SQLITE,
    /** A database, which several engines share. */
    POSTGRESQL
  }

  /** Opens it; {@code who} is what a database calls those connections. */
  public JdbcSlotStore open(String who) {
    return kind == Kind.SQLITE
        ? JdbcSlotStore.sqliteBuilder(Path.of(place)).historyKept(HISTORY).open()
        : JdbcSlotStore.postgresqlBuilder(database(who)).historyKept(HISTORY).open();
  }

  /** The database, for {@code who}. */
  public PGSimpleDataSource database(String who) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {Integer.parseInt(place)});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setApplicationName(who);
    return source;
  }
}
