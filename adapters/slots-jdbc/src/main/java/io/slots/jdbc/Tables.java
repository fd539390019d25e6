package io.slots.jdbc;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.Sets;
import io.slots.EngineId;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.form.Parts;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statements, the same for every database. */
final class Tables {
  private static final String WRITE =
      "UPDATE slots_app SET version = ?, fencing_token = ?, needs_engine = ?, engine = ?,"
          + " spelling = ?, hosts = ?, progress = ?, paused = ?, queue = ?, checksum = ?"
          + " WHERE name = ? AND version = ?";

  /** The checksum tells that what is stored is what is remembered, so that its parts are, too. */
  private static final String WRITE_ON_WHAT_IS_KNOWN = WRITE + " AND checksum = ?";

  /** Most writes of an operation change nothing else; no index has to be touched then. */
  private static final String WRITE_PROGRESS =
      "UPDATE slots_app SET version = ?, progress = ?, checksum = ?"
          + " WHERE name = ? AND version = ? AND checksum = ?";

  private static final String CREATE =
      "INSERT INTO slots_app (version, fencing_token, needs_engine, engine, spelling, hosts,"
          + " progress, paused, queue, checksum, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";

  /** Whole rows, to be read by {@link #row}. */
  private static final String SELECT =
      "SELECT a.*, s.document AS settings, d.document AS app, f.document AS facts FROM slots_app a"
          + " LEFT JOIN slots_document s ON s.app = a.name AND s.part = 'settings'"
          + " LEFT JOIN slots_document d ON d.app = a.name AND d.part = 'app'"
          + " LEFT JOIN slots_document f ON f.app = a.name AND f.part = 'facts'";

  private static final String FIND = SELECT + " WHERE a.name = ?";
  private static final String WRITE_DOCUMENT =
      "INSERT INTO slots_document (app, part, document) VALUES (?, ?, ?)"
          + " ON CONFLICT (app, part) DO UPDATE SET document = excluded.document";
  private static final String REPORT =
      "INSERT INTO slots_history (app, number, report, checksum)"
          + " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ? FROM slots_history WHERE app = ?"
          + " RETURNING number";
  private static final String FORGET_REPORTS =
      "DELETE FROM slots_history WHERE app = ? AND number <= ?";
  private static final String LAST_TOKEN =
      "SELECT COALESCE((SELECT fencing_token FROM slots_app WHERE name = ?),"
          + " (SELECT fencing_token FROM slots_former_app WHERE name = ?), 0)";
  private static final String ENTOMB =
      "INSERT INTO slots_former_app (name, fencing_token) VALUES (?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET fencing_token = excluded.fencing_token";

  private final int historyKept;

  /** Keeps so many reports of each app. */
  Tables(int historyKept) {
    this.historyKept = historyKept;
  }

  Optional<Row> find(Session session, AppName app) throws SQLException {
    return session.query(FIND, Tables::row, app.folded()).stream().findFirst();
  }

  List<AppName> apps(Session session) throws SQLException {
    return sorted(session.query("SELECT name, spelling FROM slots_app", Tables::spelling));
  }

  List<AppName> appsThatNeedEngine(Session session) throws SQLException {
    return sorted(
        session.query(
            "SELECT name, spelling FROM slots_app WHERE needs_engine = 1", Tables::spelling));
  }

  long lastFencingToken(Session session, AppName app) throws SQLException {
    return session.query(LAST_TOKEN, row -> row.getLong(1), app.folded(), app.folded()).get(0);
  }

  /** The reports of an app, newest first. */
  List<String> history(Session session, AppName app, int limit) throws SQLException {
    return session.query(
        "SELECT report, checksum FROM slots_history WHERE app = ? ORDER BY number DESC LIMIT ?",
        row -> {
          String report = row.getString(1);
          if (row.getLong(2) != checksum(report)) {
            throw damaged("a report in the history of app " + app);
          }
          return report;
        },
        app.folded(),
        limit);
  }

  StoreAnswer create(Session session, Row first) throws SQLException, RefusedWriteException {
    if (first.version() != 1 || session.update(CREATE, values(first)) == 0) {
      return new StoreAnswer.Stale();
    }
    claim(session, first, List.of());
    writeDocuments(session, first, Optional.empty());
    return new StoreAnswer.Written();
  }

  /**
   * Writes a record in the place of the one before.
   *
   * @param known the one before as it is remembered, if that can tell what has changed
   */
  StoreAnswer replace(Session session, Row next, Optional<Row> known, List<String> reports)
      throws SQLException, RefusedWriteException {
    if (known.isPresent() && isWrittenOn(session, known.get(), next)) {
      writeDocuments(session, next, known);
    } else {
      if (session.update(WRITE, values(next, next.version() - 1)) == 0) {
        return new StoreAnswer.Stale();
      }
      claim(session, next, hosts(session, next.name()));
      writeDocuments(session, next, Optional.empty());
    }
    for (String report : reports) {
      writeReport(session, next.name(), report);
    }
    return new StoreAnswer.Written();
  }

  private void writeReport(Session session, AppName app, String report) throws SQLException {
    String key = app.folded();
    long number =
        session.query(REPORT, row -> row.getLong(1), key, report, checksum(report), key).get(0);
    if (number > historyKept) {
      session.update(FORGET_REPORTS, key, number - historyKept);
    }
  }

  private static boolean isWrittenOn(Session session, Row known, Row next) throws SQLException {
    return 1
        == (known.differsInProgress(next)
            ? session.update(
                WRITE_PROGRESS,
                next.version(),
                next.progressColumn(),
                next.checksum(),
                next.name().folded(),
                known.version(),
                known.checksum())
            : session.update(
                WRITE_ON_WHAT_IS_KNOWN, values(next, known.version(), known.checksum())));
  }

  /** Writes what has changed; each is a page or more, and most writes change none. */
  private static void writeDocuments(Session session, Row row, Optional<Row> known)
      throws SQLException {
    String app = row.name().folded();
    Parts parts = row.parts();
    if (known.filter(it -> it.hasSettings(parts)).isEmpty()) {
      writeDocument(session, app, "settings", parts.settings());
    }
    if (known.filter(it -> it.hasApp(parts)).isEmpty()) {
      writeDocument(session, app, "app", Optional.of(parts.app()));
    }
    if (known.filter(it -> it.hasFacts(parts)).isEmpty()) {
      writeFacts(session, app, parts, known);
    }
  }

  /**
   * The facts of an operation that has ended are left where they are until the next one's take
   * their place: without its progress nobody reads them, and settings are not in them. To take them
   * out and put others in costs more pages than all the rest of a swap.
   */
  private static void writeFacts(Session session, String app, Parts parts, Optional<Row> known)
      throws SQLException {
    boolean mayStay = known.filter(it -> it.parts().settings().isPresent()).isPresent();
    if (parts.facts().isPresent() || !mayStay) {
      writeDocument(session, app, "facts", parts.facts());
    }
  }

  private static void writeDocument(
      Session session, String app, String part, Optional<String> document) throws SQLException {
    if (document.isPresent()) {
      session.update(WRITE_DOCUMENT, app, part, document.get());
    } else {
      session.update("DELETE FROM slots_document WHERE app = ? AND part = ?", app, part);
    }
  }

  StoreAnswer delete(Session session, AppName app, long version) throws SQLException {
    List<Long> tokens =
        session.query(
            "DELETE FROM slots_app WHERE name = ? AND version = ? RETURNING fencing_token",
            row -> row.getLong(1),
            app.folded(),
            version);
    if (tokens.isEmpty()) {
      return new StoreAnswer.Stale();
    }
    session.update("DELETE FROM slots_document WHERE app = ?", app.folded());
    session.update("DELETE FROM slots_host WHERE app = ?", app.folded());
    session.update("DELETE FROM slots_history WHERE app = ?", app.folded());
    session.update(ENTOMB, app.folded(), tokens.get(0));
    return new StoreAnswer.Written();
  }

  /** Claims in the order of the names, so that two who claim the same do not wait in a circle. */
  private static void claim(Session session, Row row, List<String> before)
      throws SQLException, RefusedWriteException {
    String app = row.name().folded();
    TreeSet<String> wanted = new TreeSet<>(row.hosts());
    for (String host : Sets.difference(wanted, new TreeSet<>(before))) {
      while (session.update(
              "INSERT INTO slots_host (host, app) VALUES (?, ?) ON CONFLICT DO NOTHING", host, app)
          == 0) {
        Optional<AppName> holder = holder(session, host);
        if (holder.isPresent()) {
          throw new RefusedWriteException(
              new StoreAnswer.HostTaken(HostName.of(host), holder.get()));
        }
        // Its holder gave it up between the two statements: it is free.
      }
    }
    for (String host : before) {
      if (!wanted.contains(host)) {
        session.update("DELETE FROM slots_host WHERE host = ? AND app = ?", host, app);
      }
    }
  }

  private static Optional<AppName> holder(Session session, String host) throws SQLException {
    return session
        .query(
            "SELECT a.name, a.spelling FROM slots_host h JOIN slots_app a ON a.name = h.app"
                + " WHERE h.host = ?",
            Tables::spelling,
            host)
        .stream()
        .findFirst();
  }

  private static List<String> hosts(Session session, AppName app) throws SQLException {
    return session.query(
        "SELECT host FROM slots_host WHERE app = ?", row -> row.getString(1), app.folded());
  }

  /** The values of a row in the order of {@link #WRITE}, its key, and what follows. */
  private static Object[] values(Row row, Object... more) {
    Object[] values = {
      row.version(),
      row.fencingToken(),
      row.needsEngine() ? 1 : 0,
      row.engineColumn(),
      row.name().spelling(),
      row.hostsColumn(),
      row.progressColumn(),
      row.parts().paused(),
      row.parts().queue(),
      row.checksum(),
      row.name().folded()
    };
    Object[] all = Arrays.copyOf(values, values.length + more.length);
    System.arraycopy(more, 0, all, values.length, more.length);
    return all;
  }

  /** Reads a whole row, and proves its checksum. */
  private static Row row(ResultSet row) throws SQLException {
    Optional<String> progress = document(row.getString("progress"));
    Row read =
        Row.read(
            spelling(row),
            row.getLong("version"),
            row.getLong("fencing_token"),
            row.getInt("needs_engine") == 1,
            document(row.getString("engine")).map(Tables::engine),
            Splitter.on(' ').splitToList(row.getString("hosts")),
            new Parts(
                document(row.getString("settings")),
                Strings.nullToEmpty(row.getString("app")),
                progress.isPresent() ? document(row.getString("facts")) : Optional.empty(),
                progress,
                row.getString("paused"),
                row.getString("queue")));
    if (row.getLong("checksum") != read.checksum()) {
      throw damaged("the record of app " + read.name());
    }
    return read;
  }

  private static Optional<String> document(@Nullable String column) {
    return Optional.ofNullable(column).filter(it -> !it.isEmpty());
  }

  private static EngineId engine(String column) {
    try {
      return EngineId.parse(column);
    } catch (RefusedException e) {
      throw damaged("the engine of an app");
    }
  }

  static AppName spelling(ResultSet row) throws SQLException {
    String spelling = row.getString("spelling");
    if (!spelling.toLowerCase(Locale.ROOT).equals(row.getString("name"))) {
      throw damaged("the name of app " + row.getString("name"));
    }
    return AppName.of(spelling);
  }

  private static List<AppName> sorted(List<AppName> names) {
    return names.stream().sorted().toList();
  }

  private static long checksum(String report) {
    return new Checksum().with(report).value();
  }

  private static StoreException damaged(String what) {
    return new StoreException(
        what
            + " does not match its checksum: it was changed by something other than this library,"
            + " or the disk lost it; restore the store from a backup");
  }
}
