package io.slots.server;

import io.slots.app.HostName;
import io.slots.operation.Limits;
import io.slots.server.arm.ArmConfig;
import io.slots.server.http.Listening;
import io.slots.server.platform.PlatformConfig;
import io.slots.server.platform.RouterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the command line says of the server. */
final class ServerOptions {
  private static final long MEBIBYTE = 1L << 20;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  @Option(
      names = "--directory",
      defaultValue = "slots-server-data",
      description = "Where everything is kept; ${DEFAULT-VALUE}.")
  private Path directory = Path.of("slots-server-data");

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8070",
      description = "The port to listen on, 0 for any that is free; ${DEFAULT-VALUE}.")
  private int port = 8070;

  @Option(
      names = "--tls-key-store",
      description = "A PKCS#12 file with certificate and key; plain HTTP if not given.")
  private @Nullable Path keyStore;

  @Option(names = "--tls-password-file", description = "A file with what opens the key store.")
  private @Nullable Path keyStorePassword;

  @Option(
      names = "--domain",
      defaultValue = "localhost",
      description = "The domain of new apps' hosts; ${DEFAULT-VALUE}.")
  private String domain = "localhost";

  @Option(
      names = "--proxy-host",
      defaultValue = "127.0.0.1",
      description = "The address that the proxy before the slots listens on; ${DEFAULT-VALUE}.")
  private String proxyHost = "127.0.0.1";

  @Option(
      names = "--proxy-port",
      defaultValue = "8080",
      description = "Its port, 0 for any that is free; ${DEFAULT-VALUE}.")
  private int proxyPort = 8080;

  @Option(
      names = "--haproxy-directory",
      description = "The state directory of an HAProxy that routes in the place of the proxy.")
  private @Nullable Path haproxy;

  @Option(names = "--haproxy-socket", description = "The stats socket of its worker.")
  private @Nullable Path haproxySocket;

  @Option(names = "--haproxy-master", description = "The socket of its master.")
  private @Nullable Path haproxyMaster;

  @Option(
      names = "--database",
      description = "A PostgreSQL database, as jdbc:postgresql://…; a file if not given.")
  private @Nullable String database;

  @Option(names = "--database-user", defaultValue = "slots", description = "Its user.")
  private String databaseUser = "slots";

  @Option(names = "--database-password-file", description = "A file with the user's password.")
  private @Nullable Path databasePassword;

  @Option(
      names = "--secrets-key-file",
      description =
          "A file with 32, 48 or 64 hexadecimal digits, the key by which values of settings are"
              + " encrypted in the store; they are stored in the clear if not given.")
  private @Nullable Path secretsKey;

  @Option(
      names = "--name",
      defaultValue = "slots-server",
      description = "What the engine is called; each of several on one database has its own.")
  private String name = "slots-server";

  @Option(
      names = "--body-limit",
      defaultValue = "1",
      description = "How many MiB a JSON body may have; ${DEFAULT-VALUE}.")
  private int bodyLimit = 1;

  @Option(
      names = "--package-limit",
      defaultValue = "512",
      description = "How many MiB a package may have; ${DEFAULT-VALUE}.")
  private int packageLimit = 512;

  @Option(
      names = "--start-deadline",
      defaultValue = "60",
      description = "How many seconds an instance may take to listen; ${DEFAULT-VALUE}.")
  private int startDeadline = 60;

  @Option(
      names = "--subscription",
      description = "The only subscription that Azure's clients find; any does if not given.")
  private @Nullable String subscription;

  @Option(
      names = "--resource-group",
      description = "The only resource group that they find; any does if not given.")
  private @Nullable String resourceGroup;

  ServerConfig config() {
    require(bodyLimit >= 1 && bodyLimit <= 64, "--body-limit is 1 to 64");
    require(packageLimit >= 1 && packageLimit <= 8_192, "--package-limit is 1 to 8192");
    require(startDeadline >= 1 && startDeadline <= 3_600, "--start-deadline is 1 to 3600");
    require(port >= 0 && port <= 65_535, "--port is 0 to 65535");
    return new ServerConfig(
        new PlatformConfig(
            name,
            directory,
            Optional.ofNullable(database).map(this::database),
            Optional.ofNullable(secretsKey),
            router(),
            Limits.defaults(),
            Duration.ofSeconds(startDeadline),
            packageLimit * MEBIBYTE),
        new Listening(host, port, tls(), bodyLimit * MEBIBYTE, Duration.ofSeconds(30)),
        HostName.of(domain),
        new ArmConfig(
            Optional.ofNullable(subscription), Optional.ofNullable(resourceGroup), "local"));
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }

  private PlatformConfig.Database database(String url) {
    return new PlatformConfig.Database(
        url, databaseUser, databasePassword == null ? "" : secret(databasePassword));
  }

  private RouterConfig router() {
    if (haproxy == null) {
      return new RouterConfig.Embedded(proxyHost, proxyPort);
    }
    if (haproxySocket == null) {
      throw new ParameterException(
          spec.commandLine(), "--haproxy-directory goes with --haproxy-socket");
    }
    return new RouterConfig.Haproxy(haproxy, haproxySocket, Optional.ofNullable(haproxyMaster));
  }

  private Optional<Listening.Tls> tls() {
    if (keyStore == null) {
      return Optional.empty();
    }
    if (keyStorePassword == null) {
      throw new ParameterException(
          spec.commandLine(), "--tls-key-store goes with --tls-password-file");
    }
    return Optional.of(new Listening.Tls(keyStore, secret(keyStorePassword)));
  }

  /** Secrets are read from files: arguments are visible to every user of the machine. */
  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
