package io.slots.slotctl;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server, and who asks. It is connected to when a command first needs it. */
final class Connection implements AutoCloseable {
  /** How values are shown. */
  enum Form {
    /** For people. */
    TABLE,
    /** For scripts: what the server answered. */
    JSON
  }

  private static final String DEFAULT_SERVER = "http://127.0.0.1:8070";

  private final Map<String, String> environment;

  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description =
          "The server, as http://HOST:PORT or https://HOST:PORT, or localhost:PORT; else what"
              + " SLOTS_SERVER holds, else "
              + DEFAULT_SERVER
              + ".")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "A file with the token; else the one that SLOTS_TOKEN_FILE names, else the token that"
              + " SLOTS_TOKEN holds. Never an argument: every user of the machine can see those.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A certificate in PEM form that the server's is trusted by.")
  private @Nullable Path certificate;

  @Option(
      names = "--local",
      scope = ScopeType.INHERIT,
      paramLabel = "DIRECTORY",
      description =
          "Works on a server's directory while no server runs on it. Its proxy ends with the"
              + " command: for looking, configuring and scripts, not for serving.")
  private @Nullable Path local;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES}; json is what the server answered.")
  private Form output = Form.TABLE;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description =
          "If slotctl itself fails, shows where. That may show what the command was given, too.")
  private boolean stackTrace;

  private @Nullable LocalServer own;
  private @Nullable Api api;

  Connection(Map<String, String> environment) {
    this.environment = environment;
  }

  Form output() {
    return output;
  }

  /** Whether somebody wants to see where slotctl itself has failed. */
  boolean stackTrace() {
    return stackTrace;
  }

  Api api() {
    if (api == null) {
      api = local == null ? remote() : onDirectory(local);
    }
    return api;
  }

  private Api onDirectory(Path directory) {
    LocalServer started = LocalServer.on(directory);
    own = started;
    return new Api(client(), started.address(), started.token());
  }

  private Api remote() {
    return new Api(client(), address(), token());
  }

  private URI address() {
    return server == null
        ? ServerAddress.of(variable("SLOTS_SERVER").orElse(DEFAULT_SERVER), "SLOTS_SERVER")
        : ServerAddress.of(server, "--server");
  }

  private String token() {
    if (tokenFile != null) {
      return Token.in(tokenFile);
    }
    Optional<String> file = variable("SLOTS_TOKEN_FILE");
    if (file.isPresent()) {
      return Token.in(Path.of(file.get()));
    }
    return variable("SLOTS_TOKEN")
        .map(it -> Token.of(it, "SLOTS_TOKEN"))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCodes.NOT_ALLOWED,
                    "no token: name its file with --token-file or SLOTS_TOKEN_FILE, or put it into"
                        + " SLOTS_TOKEN; a server writes its owner's into owner.token"));
  }

  /** A variable of the environment; an empty one is none. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
  }

  private HttpClient client() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    if (certificate != null) {
      client.sslContext(trusting(certificate));
    }
    return client.build();
  }

  private static SSLContext trusting(Path certificate) {
    try (InputStream file = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(file));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandException(
          ExitCodes.USAGE, certificate + " is no certificate in PEM form: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
