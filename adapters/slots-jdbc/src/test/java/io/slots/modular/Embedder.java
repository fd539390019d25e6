package io.slots.modular;

import io.slots.jdbc.JdbcSlotStore;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/** A program that opens a store, reads it, and says in which module the store is. */
public final class Embedder {
  private Embedder() {}

  /** Opens the store in a file, or in the PostgreSQL at a port of this machine. */
  public static void main(String[] arguments) {
    try (JdbcSlotStore store = open(arguments[0], arguments[1])) {
      int apps = store.apps().toCompletableFuture().join().size();
      System.out.println(JdbcSlotStore.class.getModule().getName() + " has " + apps + " apps");
    }
  }

  private static JdbcSlotStore open(String kind, String where) {
    if (kind.equals("file")) {
      return JdbcSlotStore.sqlite(Path.of(where));
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"localhost"});
    database.setPortNumbers(new int[] {Integer.parseInt(where)});
    database.setDatabaseName("postgres");
    database.setUser("postgres");
    return JdbcSlotStore.postgresql(database);
  }
}
