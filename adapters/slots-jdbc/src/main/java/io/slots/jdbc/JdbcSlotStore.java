package io.slots.jdbc;

import io.slots.app.AppName;
import io.slots.form.StoredForm;
import io.slots.form.Written;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/**
 * A durable store over SQL. What it has answered {@link StoreAnswer.Written} to is on the disk.
 *
 * <pre>{@code
 * try (JdbcSlotStore store = JdbcSlotStore.sqlite(directory.resolve("slots.db"));
 *     Slots slots = Slots.builder().store(store)…build()) {
 *   …
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Stages complete on the store's own threads: whoever attaches
 * to them does not block there.
 */
public final class JdbcSlotStore implements SlotStore, AutoCloseable {
  private final Transactions transactions;
  private final Tables tables;
  private final StoredForm form;
  private final Memory memory;

  /** Empty if nobody else writes, so that what is remembered is what is stored. */
  private final Optional<EngineLeases> leases;

  /** Owns {@code transactions}. */
  JdbcSlotStore(Transactions transactions, Options options, Optional<Notifications> notifications) {
    this.transactions = transactions;
    this.tables = new Tables(options.historyKept());
    this.form = new StoredForm(new Seals(options.secrets()));
    this.memory = new Memory(options.recordsRemembered());
    this.leases = notifications.map(it -> new PostgresqlLeases(transactions, it));
  }

  /**
   * Opens the store in a file, which is made if there is none. One process at a time has it open.
   * Where the file system has POSIX permissions, the file and those that SQLite makes beside it are
   * for their owner only; files that were wider are narrowed, and that is logged.
   *
   * @throws io.slots.spi.StoreException if it cannot be opened; the message says what to do
   */
  public static JdbcSlotStore sqlite(Path file) {
    return sqliteBuilder(file).open();
  }

  /** Returns a builder of a store in a file. */
  public static SqliteBuilder sqliteBuilder(Path file) {
    return new SqliteBuilder(file);
  }

  /**
   * Opens the store in a PostgreSQL database, which several engines may share. Its tables, whose
   * names begin with {@code slots_}, are made if they are not there. Connections of {@code
   * database} are pooled here.
   *
   * @throws io.slots.spi.StoreException if it cannot be opened; the message says what to do
   */
  public static JdbcSlotStore postgresql(DataSource database) {
    return postgresqlBuilder(database).open();
  }

  /** Returns a builder of a store in a PostgreSQL database. */
  public static PostgresqlBuilder postgresqlBuilder(DataSource database) {
    return new PostgresqlBuilder(database);
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    if (leases.isEmpty()) {
      Optional<AppRecord> remembered = memory.of(app).map(Memory.Remembered::record);
      if (remembered.isPresent()) {
        return CompletableFuture.completedFuture(remembered);
      }
    }
    return transactions.read(session -> tables.find(session, app).map(this::read));
  }

  /**
   * What is remembered may be older than what is stored by others; a write tells by the checksum.
   */
  private AppRecord read(Row row) {
    Written read =
        form.read(row.name(), row.version(), row.fencingToken(), row.engine(), row.parts());
    memory.remember(read, row);
    return read.record();
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return transactions.read(tables::apps);
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return transactions.read(tables::appsThatNeedEngine);
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return transactions.read(session -> tables.lastFencingToken(session, app));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    Written written = form.write(first);
    Row row = Row.of(written, Optional.empty());
    return transactions.write(session -> tables.create(session, row), memory.writing(written, row));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    Optional<Memory.Remembered> before = memory.of(next.name());
    Written written =
        before.map(it -> form.write(next, it.written())).orElseGet(() -> form.write(next));
    Row row = Row.of(written, before);
    Optional<Row> changed = before.map(Memory.Remembered::row).filter(it -> it.isBefore(row));
    List<String> reports = ended.stream().map(it -> form.write(next.name(), it)).toList();
    return transactions.write(
        session -> {
          StoreAnswer answer = tables.replace(session, row, changed, reports);
          if (answer instanceof StoreAnswer.Written && concernsOthers(next, ended)) {
            Notifications.of(session, next.name(), next.version());
          }
          return answer;
        },
        memory.writing(written, row));
  }

  /** The steps of an operation do not: databases notify one after the other. */
  private boolean concernsOthers(AppRecord next, List<EndedOperation> ended) {
    return leases.isPresent()
        && (!ended.isEmpty()
            || next.operation().isEmpty()
            || !next.paused().isEmpty()
            || next.operation().get().cancelled());
  }

  @Override
  public Optional<EngineLeases> leases() {
    return leases;
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return transactions.write(
        session -> {
          StoreAnswer answer = tables.delete(session, app, version);
          if (answer instanceof StoreAnswer.Written && leases.isPresent()) {
            Notifications.of(session, app, version + 1);
          }
          return answer;
        },
        memory.deleting(app));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return transactions.read(
        session ->
            tables.history(session, app, limit).stream().map(it -> form.read(app, it)).toList());
  }

  /** Ends when what was accepted is written, and lets go of file or connections. */
  @Override
  public void close() {
    transactions.close();
  }
}
