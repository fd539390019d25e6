package io.slots.jdbc;

import io.slots.EngineId;
import io.slots.spi.EngineLeases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The leases of the engines that share a database, by the database's clock. */
final class PostgresqlLeases implements EngineLeases {
  private static final String BEGIN =
      "INSERT INTO slots_engine (name, incarnation, lease_until)"
          + " VALUES (?, ?, now() + ? * interval '1 millisecond')"
          + " ON CONFLICT (name) DO UPDATE"
          + " SET incarnation = excluded.incarnation, lease_until = excluded.lease_until";
  private static final String RENEW =
      BEGIN + " WHERE slots_engine.incarnation = excluded.incarnation";
  private static final String END = "DELETE FROM slots_engine WHERE name = ? AND incarnation = ?";

  /** Names that are random would stay for ever. */
  private static final String FORGET =
      "DELETE FROM slots_engine WHERE lease_until < now() - interval '1 day'";

  private static final String ADRIFT =
      "SELECT a.name, a.spelling, a.engine FROM slots_app a"
          + " WHERE a.needs_engine = 1 AND NOT EXISTS"
          + " (SELECT 1 FROM slots_engine e WHERE e.name || '/' || e.incarnation = a.engine"
          + " AND e.lease_until > now())"
          + " ORDER BY a.name LIMIT ?";

  private final Transactions transactions;
  private final Notifications notifications;

  PostgresqlLeases(Transactions transactions, Notifications notifications) {
    this.transactions = transactions;
    this.notifications = notifications;
  }

  @Override
  public CompletionStage<?> begin(EngineId engine, Duration length) {
    return transactions.change(
        session -> {
          session.update(FORGET);
          return session.update(BEGIN, engine.name(), engine.incarnation(), length.toMillis());
        });
  }

  @Override
  public CompletionStage<Boolean> renew(EngineId engine, Duration length) {
    return transactions.change(
        session ->
            session.update(RENEW, engine.name(), engine.incarnation(), length.toMillis()) == 1);
  }

  @Override
  public CompletionStage<?> end(EngineId engine) {
    return transactions.change(
        session -> {
          int ended = session.update(END, engine.name(), engine.incarnation());
          Notifications.ofAll(session);
          return ended;
        });
  }

  @Override
  public CompletionStage<List<Adrift>> adrift(int limit) {
    return transactions.read(
        session ->
            session.query(
                ADRIFT, row -> new Adrift(Tables.spelling(row), row.getString("engine")), limit));
  }

  @Override
  public Watch watch(Watcher watcher) {
    return notifications.watch(watcher);
  }
}
