package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.withSetting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Deployed;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsAtRestTest {
  private static final String SECRET = "hunter2-the-marker";
  private static final SecretKey KEY = key("sixteen bytes 01");
  private static final SecretKey OTHER = key("sixteen bytes 02");

  private Path file = Path.of("slots.db");

  private static SecretKey key(String bytes) {
    return new SecretKeySpec(bytes.getBytes(UTF_8), "AES");
  }

  @BeforeEach
  void in(@TempDir Path directory) {
    file = directory.resolve("slots.db");
  }

  private AppRecord written(JdbcSlotStore store) {
    AppRecord shop = withSetting(first(SHOP), "PASSWORD", SECRET);
    AppRecord record = AppRecord.first(shop.app(), 0);
    assertThat(get(store.create(record))).isEqualTo(new StoreAnswer.Written());
    return record;
  }

  private JdbcSlotStore sealed(SecretsAtRest secrets) {
    return JdbcSlotStore.sqliteBuilder(file).secrets(secrets).open();
  }

  @Test
  @DisplayName("S3.7 with a key, no value of a setting is in the file")
  void write_withAKey_leavesNoValueInTheFile() throws IOException {
    AppRecord record;
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      record = written(store);
    }

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .contains("PASSWORD")
        .doesNotContain(SECRET);
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      assertThat(get(store.find(SHOP))).contains(record);
    }
  }

  @Test
  @DisplayName("S3.7 with a key, no path to warm up is in the file")
  void write_withAKey_leavesNoPathToWarmUpInTheFile() throws IOException {
    AppRecord record =
        AppRecord.first(
            App.of(SHOP, Plan.premium(1))
                .withSlot(
                    Slot.named(SlotName.PRODUCTION)
                        .withNewContent(
                            Deployed.of(
                                Content.builder()
                                    .id(ContentId.of("v1"))
                                    .version("v1")
                                    .addWarmUpPaths("/warm?key=" + SECRET)
                                    .build(),
                                List.of()))),
            0);
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      assertThat(get(store.create(record))).isEqualTo(new StoreAnswer.Written());
    }

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .contains("warmUpPaths")
        .doesNotContain(SECRET);
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      assertThat(get(store.find(SHOP))).contains(record);
    }
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(OTHER))) {
      assertThatThrownBy(() -> get(store.find(SHOP)))
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("shop/warm-up path/0 was encrypted by another key");
    }
  }

  @Test
  void write_withoutAKey_keepsTheValueAsItIs() throws IOException {
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      written(store);
    }

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).contains(SECRET);
  }

  @Test
  void read_withANewKeyAndTheFormer_succeeds() {
    AppRecord record;
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      record = written(store);
    }
    AppRecord next = withSetting(record, "TOKEN", SECRET);
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(OTHER, KEY))) {
      assertThat(get(store.find(SHOP))).contains(record);
      assertThat(get(store.replace(next, List.of()))).isEqualTo(new StoreAnswer.Written());
    }
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(OTHER))) {
      assertThat(get(store.find(SHOP))).contains(next);
    }
  }

  @Test
  void read_whatWasWrittenWithoutAKey_succeedsWithOne() {
    AppRecord record;
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      record = written(store);
    }

    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      assertThat(get(store.find(SHOP))).contains(record);
    }
  }

  @Test
  @DisplayName("S3.7 with another key, or none, a value is neither read nor shown")
  void read_withAnotherKeyOrNone_saysWhichValueItIs() {
    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(KEY))) {
      written(store);
    }

    try (JdbcSlotStore store = sealed(SecretsAtRest.aesGcm(OTHER))) {
      assertThatThrownBy(() -> get(store.find(SHOP)))
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("shop/APP_SETTING/password was encrypted by another key");
    }
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThatThrownBy(() -> get(store.find(SHOP)))
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("was opened without a key");
    }
  }

  @Test
  void decrypt_whatWasMovedElsewhere_fails() {
    SecretsAtRest secrets = SecretsAtRest.aesGcm(KEY);
    String encrypted = secrets.encrypt(SECRET, "shop/APP_SETTING/one");

    assertThat(secrets.decrypt(encrypted, "shop/APP_SETTING/one")).isEqualTo(SECRET);
    assertThatThrownBy(() -> secrets.decrypt(encrypted, "shop/APP_SETTING/two"))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> secrets.decrypt("no base64!", "shop/APP_SETTING/one"))
        .isInstanceOf(StoreException.class);
  }
}
