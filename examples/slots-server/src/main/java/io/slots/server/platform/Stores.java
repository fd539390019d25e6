package io.slots.server.platform;

import com.google.common.io.BaseEncoding;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.jdbc.PostgresqlBuilder;
import io.slots.jdbc.SecretsAtRest;
import io.slots.jdbc.SqliteBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the store. */
final class Stores {
  private Stores() {}

  static JdbcSlotStore open(PlatformConfig config) {
    Optional<SecretsAtRest> secrets = config.secretsKey().map(Stores::secrets);
    if (config.database().isPresent()) {
      PostgresqlBuilder database =
          JdbcSlotStore.postgresqlBuilder(dataSource(config.database().get()));
      secrets.ifPresent(database::secrets);
      return database.open();
    }
    SqliteBuilder file = JdbcSlotStore.sqliteBuilder(config.directory().resolve("slots.db"));
    secrets.ifPresent(file::secrets);
    return file.open();
  }

  private static PGSimpleDataSource dataSource(PlatformConfig.Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  private static SecretsAtRest secrets(Path file) {
    try {
      String digits = Files.readString(file).strip().toLowerCase(Locale.ROOT);
      byte[] key = BaseEncoding.base16().lowerCase().decode(digits);
      return SecretsAtRest.aesGcm(new SecretKeySpec(key, "AES"));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      // Its message would tell of the key.
      throw new IllegalStateException(
          "the key file " + file + " holds no key: 32, 48 or 64 hexadecimal digits");
    }
  }
}
