package io.slots.jdbc;

import io.slots.spi.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Says of an error of PostgreSQL what is wrong, what to do, and what became of the write. */
final class PostgresqlTroubles {
  private PostgresqlTroubles() {}

  /** Of a transaction that was not yet committed: without that, nothing of it stays. */
  static StoreException beforeCommit(SQLException e) {
    return new StoreException("the database " + advice(e) + ". Nothing was written", e);
  }

  /** Of a commit. Whether it was made is in the database, and nowhere else. */
  static StoreException atCommit(SQLException e) {
    return new StoreException(
        "the database "
            + advice(e)
            + ". Whether the write was made is not known: read it back, do not repeat it",
        e);
  }

  /** Of a store that is being opened. */
  static StoreException atOpening(SQLException e) {
    return new StoreException("the database " + advice(e), e);
  }

  private static String advice(SQLException e) {
    return advice(state(e)) + " (SQL state " + state(e) + ")";
  }

  /** The states are part of PostgreSQL's interface. */
  private static String advice(String state) {
    return switch (state) {
      case "57014" ->
          "did not end a statement in time; see what holds or slows it, or raise statementLimit";
      case "57P01", "57P02", "57P03" -> "was ended, or is starting; see that it comes up";
      case "28P01", "28000" -> "refuses the user; give the data source the right name and password";
      case "3D000" -> "is not there; create it, or give the data source the right name";
      case "53300" ->
          "has no connection left; lower connections(…), or raise max_connections there";
      case "53100" -> "has a full disk; make room there, and go on";
      case "58030", "XX001", "XX002" -> "has trouble with its disk; see its log";
      case "25006" -> "takes no writes; connect to the primary, not to a standby";
      case "42501" -> "forbids it; let the user make and use tables that begin with slots_";
      default ->
          state.startsWith("08")
              ? "cannot be reached; see that it runs and takes connections"
              : "reports an error; see the cause";
    };
  }

  /** The pool tells that it has no connection in time, and only its cause tells why. */
  private static String state(SQLException e) {
    if (e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException why) {
      return state(why);
    }
    String state = e.getSQLState();
    return state == null ? "08000" : state;
  }
}
