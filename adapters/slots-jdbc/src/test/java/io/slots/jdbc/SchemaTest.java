package io.slots.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.testkit.conformance.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

final class SchemaTest {
  @Test
  @DisplayName("S9.6 a file of schema 1 is brought up to date, and everything in it is read")
  void open_schema1_isMigrated(@TempDir Path directory) throws SQLException {
    Path file = directory.resolve("slots.db");
    AppRecord record = Records.first(AppName.of("Shop"));
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(store.create(record).toCompletableFuture().join())
          .isEqualTo(new StoreAnswer.Written());
    }
    asSchema1(file);

    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(store.find(record.name()).toCompletableFuture().join()).contains(record);
      AppRecord next = record.next(record.app(), Optional.empty());
      assertThat(store.replace(next, List.of()).toCompletableFuture().join())
          .isEqualTo(new StoreAnswer.Written());
    }
  }

  @Test
  @DisplayName("a store that is made says so in one line, one that is there says nothing")
  void open_logsOneLineWhenSomethingWasDone(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("slots.db");

    assertThat(Opener.ask(file, "System.out").lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("INFO")
                    .endsWith("the tables of " + file + " were brought to schema 2"),
            line -> assertThat(line).isEqualTo(Opener.OPENED));
    assertThat(Opener.ask(file, "System.out")).isEqualTo(Opener.OPENED);
  }

  /** Takes away what schema 2 has added, and the knowledge that it was there. */
  private static void asSchema1(Path file) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE slots_app DROP COLUMN engine");
      statement.execute("DROP TABLE slots_engine");
      statement.execute("DELETE FROM slots_schema_history WHERE version = '2'");
      statement.execute("PRAGMA user_version = 1");
    }
  }
}
