package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.first;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Other users of the machine read no settings in a store's files. */
@DisabledOnOs(OS.WINDOWS)
final class SqlitePermissionsTest {
  private static final List<String> FILES = List.of("slots.db", "slots.db-wal", "slots.db-shm");

  private Path file = Path.of("slots.db");

  @BeforeEach
  void in(@TempDir Path directory) {
    file = directory.resolve("slots.db");
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name)));
  }

  @Test
  @DisplayName("a new store's database, log and index are for their owner only")
  void open_new_isOwnersOnly() throws IOException {
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(get(store.create(first(SHOP)))).isNotNull();
      // SQLite needs no index (-shm) where one process has the file to itself.
      for (String name : FILES) {
        if (Files.exists(file.resolveSibling(name))) {
          assertThat(permissions(name)).as(name).isEqualTo("rw-------");
        }
      }
      assertThat(file.resolveSibling("slots.db-wal")).exists();
    }
    assertThat(permissions("slots.db")).isEqualTo("rw-------");
  }

  @Test
  @DisplayName("a store that let others in is narrowed when it is opened, with what a crash left")
  void open_wider_isNarrowed() throws IOException {
    JdbcSlotStore.sqlite(file).close();
    for (String name : FILES) {
      Path wide = file.resolveSibling(name);
      if (!Files.exists(wide)) {
        Files.createFile(wide);
      }
      Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rw-rw-r--"));
    }

    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(get(store.create(first(SHOP)))).isNotNull();
      for (String name : FILES) {
        if (Files.exists(file.resolveSibling(name))) {
          assertThat(permissions(name)).as(name).isEqualTo("rw-------");
        }
      }
    }
  }
}
