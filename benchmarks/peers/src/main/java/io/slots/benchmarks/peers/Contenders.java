package io.slots.benchmarks.peers;

import io.slots.core.store.InMemorySlotStore;
import io.slots.jdbc.JdbcSlotStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** All who take part. */
final class Contenders {
  private static final int CONNECTIONS = 8;

  private Contenders() {}

  /**
   * Returns them, the floor first.
   *
   * @param server a PostgreSQL that syncs, for who uses one
   * @param directory for files
   */
  static List<Entry> all(DataSource server, Path directory) {
    AtomicInteger files = new AtomicInteger();
    return List.of(
        new Entry(Entry.FLOOR, false, false, StraightLine::new),
        new Entry(
            "Slots, in memory",
            false,
            true,
            (platform, apps) -> new Ours(InMemorySlotStore.create(), platform, apps, () -> {})),
        new Entry("Spring Statemachine 4.0, in memory", false, true, SpringStateMachine::new),
        new Entry("Temporal's test environment, in memory", false, true, Temporal::new),
        new Entry(
            "Slots, on SQLite",
            true,
            true,
            (platform, apps) ->
                Ours.on(
                    JdbcSlotStore.sqlite(
                        directory.resolve("slots-" + files.incrementAndGet() + ".db")),
                    platform,
                    apps)),
        new Entry(
            "Slots, on PostgreSQL",
            true,
            true,
            (platform, apps) -> {
              Databases.clear(server);
              return Ours.on(
                  JdbcSlotStore.postgresqlBuilder(server).connections(CONNECTIONS).open(),
                  platform,
                  apps);
            }),
        new Entry(
            "straight-line code, steps stored in PostgreSQL",
            true,
            false,
            (platform, apps) -> new StoredSteps(platform, apps, server, CONNECTIONS)),
        new Entry(
            "DBOS Transact, on PostgreSQL",
            true,
            true,
            (platform, apps) -> new Dbos(platform, apps, server, CONNECTIONS)));
  }
}
