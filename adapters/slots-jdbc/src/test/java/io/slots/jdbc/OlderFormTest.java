package io.slots.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.form.Parts;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that an earlier version of the library has left, whose settings stand in each document.
 */
final class OlderFormTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final String SECRET = "hunter2-the-marker";

  private Path file;

  @BeforeEach
  void storeInForm2(@TempDir Path directory) throws Exception {
    file = directory.resolve("slots.db");
    JsonNode stored =
        new ObjectMapper()
            .readTree(
                Resources.toString(
                    Resources.getResource(OlderFormTest.class, "form-2-swap.json"),
                    StandardCharsets.UTF_8));
    Row row =
        Row.read(
            SHOP,
            1,
            7,
            true,
            Optional.of(EngineId.of("web", "2")),
            List.of("shop.shop.example", "shop-staging.shop.example"),
            new Parts(
                Optional.empty(),
                stored.get("app").toString(),
                Optional.of(stored.get("facts").toString()),
                Optional.of(stored.get("progress").toString()),
                stored.get("paused").toString(),
                stored.get("queue").toString()));
    try (Session session = new SqliteFile(file).open(OptionalLong.empty())) {
      assertThat(new Tables(10).create(session, row)).isEqualTo(new StoreAnswer.Written());
      // What form 2 had no document of is not there.
      assertThat(documents(session, "settings")).isEmpty();
    }
  }

  private static List<String> documents(Session session, String part) throws Exception {
    return session.query(
        "SELECT document FROM slots_document WHERE part = ?", row -> row.getString(1), part);
  }

  @Test
  @DisplayName("S9.6 a record of form 2 is read, and what follows it is written in form 5")
  void replace_aRecordOfForm2_isStoredInForm5() throws Exception {
    AppRecord next;
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      AppRecord found = find(store);
      next = found.next(found.app(), found.operation());
      assertThat(store.replace(next, List.of()).toCompletableFuture().join())
          .isEqualTo(new StoreAnswer.Written());
    }

    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(find(store)).isEqualTo(next);
    }
    try (Session session = new SqliteFile(file).open(OptionalLong.empty())) {
      assertThat(documents(session, "settings")).singleElement().asString().contains(SECRET);
      assertThat(documents(session, "app")).singleElement().asString().doesNotContain(SECRET);
      assertThat(documents(session, "facts")).singleElement().asString().doesNotContain(SECRET);
    }
  }

  @Test
  @DisplayName("S3.7 when an operation of form 2 has ended, no value is left in its facts")
  void replace_anOperationOfForm2HasEnded_leavesNoValueInItsFacts() throws Exception {
    AppRecord next;
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      AppRecord found = find(store);
      next = found.next(found.app(), Optional.empty());
      assertThat(store.replace(next, List.of()).toCompletableFuture().join())
          .isEqualTo(new StoreAnswer.Written());
    }

    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(find(store)).isEqualTo(next);
    }
    try (Session session = new SqliteFile(file).open(OptionalLong.empty())) {
      assertThat(documents(session, "facts")).isEmpty();
    }
  }

  private static AppRecord find(JdbcSlotStore store) {
    return store.find(SHOP).toCompletableFuture().join().orElseThrow();
  }
}
