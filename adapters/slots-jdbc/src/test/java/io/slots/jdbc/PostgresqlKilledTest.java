package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import io.slots.testkit.conformance.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is killed while many write. */
final class PostgresqlKilledTest {
  private static final int WRITERS = 8;
  private static final int KILLS = 3;

  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();
  private volatile boolean over;

  @Test
  @DisplayName("S9.6 whenever the database is killed, every write that was acknowledged is there")
  void kill_whileManyWrite_losesNothingAcknowledged(@TempDir Path directory) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (Postgres database = Postgres.start(directory);
        JdbcSlotStore store =
            JdbcSlotStore.postgresqlBuilder(database.source())
                .connections(WRITERS)
                .statementLimit(Duration.ofSeconds(1))
                .open()) {
      List<Future<AppRecord>> writers = new ArrayList<>();
      for (int app = 0; app < WRITERS; app++) {
        int number = app;
        writers.add(threads.submit(() -> write(store, number)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        int until = acknowledged.get() + 40 * WRITERS;
        await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.get() >= until);
        database.crash();
        database.startAgain();
      }
      int until = acknowledged.get() + WRITERS;
      await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.get() >= until);
      over = true;
      for (Future<AppRecord> writer : writers) {
        AppRecord last = writer.get();
        assertThat(get(store.find(last.name()))).contains(last);
        assertHistoryIsWhole(store, last);
      }
    } finally {
      over = true;
      threads.shutdownNow();
    }
    assertThat(unknown).as("writes that were hit").hasPositiveValue();
  }

  /** Writes on and on; what is unknown is read back. Returns what was acknowledged last. */
  private AppRecord write(JdbcSlotStore store, int app) {
    AppRecord last = Records.first(Writer.app(app));
    assertThat(get(store.create(last))).isEqualTo(new StoreAnswer.Written());
    while (!over) {
      AppRecord next = Writer.next(last);
      try {
        StoreAnswer answer = get(store.replace(next, List.of(ended(next))));
        assertThat(answer).isEqualTo(new StoreAnswer.Written());
        acknowledged.incrementAndGet();
        last = next;
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(StoreException.class);
        unknown.incrementAndGet();
        AppRecord found = readBack(store, last).orElseThrow();
        assertThat(found).as("acknowledged or under way").isIn(last, next);
        last = found;
      }
    }
    return last;
  }

  private static EndedOperation ended(AppRecord next) {
    return Records.ended(next.name(), "op-" + next.version());
  }

  private static Optional<AppRecord> readBack(JdbcSlotStore store, AppRecord last) {
    while (true) {
      try {
        return get(store.find(last.name()));
      } catch (CompletionException e) {
        // The pool has waited its time: the database is still away.
        assertThat(e).hasCauseInstanceOf(StoreException.class);
      }
    }
  }

  /** Each write has its report, once. */
  private static void assertHistoryIsWhole(JdbcSlotStore store, AppRecord last) {
    List<String> found =
        get(store.history(last.name(), 1_000)).stream().map(it -> it.id().value()).toList();
    List<String> expected = new ArrayList<>();
    for (long version = last.version(); version > 1 && expected.size() < 1_000; version--) {
      expected.add("op-" + version);
    }
    assertThat(found).isEqualTo(expected);
  }
}
