package io.slots.haproxy;

import com.google.common.base.Preconditions;
import io.slots.haproxy.plane.MapLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the configuration that HAProxy is started with: a minimal {@code haproxy.cfg}, with
 * comments, to be read and changed by people; and, in the state directory, {@code routes.map} and
 * {@code backends.cfg}, which are the router's. Then:
 *
 * <pre>{@code
 * haproxy -W -S /run/haproxy-master.sock -f haproxy.cfg -f state/backends.cfg
 * }</pre>
 *
 * <p>Whoever has a configuration already takes the frontend's rules and the {@code defaults} over
 * into it. Immutable but for the files.
 */
public final class HaproxyConfig {
  /** How many backends there are unless said otherwise. */
  static final int DEFAULT_BACKENDS = 64;

  /** The section of defaults that the backends take theirs from. */
  static final String DEFAULTS = "slots-defaults";

  private final StateDirectory directory;
  private final String bind;
  private final Path statsSocket;
  private final int backends;
  private final int declaredServers;
  private final int threads;

  private HaproxyConfig(
      StateDirectory directory,
      String bind,
      Path statsSocket,
      int backends,
      int declaredServers,
      int threads) {
    this.directory = directory;
    this.bind = bind;
    this.statsSocket = statsSocket;
    this.backends = backends;
    this.declaredServers = declaredServers;
    this.threads = threads;
  }

  /**
   * Returns a configuration.
   *
   * @param directory the state directory; its path has none of the characters that mean something
   *     in HAProxy's configuration
   * @param statsSocket where the worker takes the router's commands
   * @param bind where HAProxy listens, as its {@code bind} has it: {@code *:80}, {@code
   *     127.0.0.1:8080}, {@code *:443 ssl crt /etc/ssl/shop.pem alpn h2,http/1.1}
   * @throws IllegalArgumentException if the path has other characters
   */
  public static HaproxyConfig of(Path directory, Path statsSocket, String bind) {
    Path absolute = directory.toAbsolutePath().normalize();
    Preconditions.checkArgument(
        absolute.toString().matches("[A-Za-z0-9/._+-]+"),
        "the state directory \"%s\" cannot be named in a configuration: a-z A-Z 0-9 / . _ + - only",
        absolute);
    return new HaproxyConfig(
        new StateDirectory(absolute), bind, statsSocket, DEFAULT_BACKENDS, 0, 0);
  }

  /**
   * Returns it with that many backends: one for each slot that has instances, and one for each that
   * is draining; 64 unless said otherwise. The router must be told the same.
   */
  public HaproxyConfig withBackends(int count) {
    return new HaproxyConfig(directory, bind, statsSocket, count, declaredServers, threads);
  }

  /** Returns it with that many servers declared in each backend, for a HAProxy before 2.6. */
  public HaproxyConfig withDeclaredServers(int count) {
    return new HaproxyConfig(directory, bind, statsSocket, backends, count, threads);
  }

  /** Returns it with that many threads; as many as there are processors unless said otherwise. */
  public HaproxyConfig withThreads(int count) {
    return new HaproxyConfig(directory, bind, statsSocket, backends, declaredServers, count);
  }

  /** Returns the text of {@code haproxy.cfg}. */
  public String text() {
    Map<String, String> values =
        Map.of(
            "threads",
            threads > 0 ? "nbthread " + threads : "# nbthread: one for each processor",
            "socket",
            "stats socket " + statsSocket + " mode 600 level admin expose-fd listeners",
            "bind",
            bind,
            "map",
            directory.map().toString(),
            "relay",
            "abns@slots-" + Integer.toHexString(directory.map().hashCode()),
            "defaults",
            DEFAULTS,
            "relay-backend",
            MapLayout.RELAY,
            "prefix",
            MapLayout.BACKEND_PREFIX);
    String text = template();
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }

  private static String template() {
    try (InputStream template = HaproxyConfig.class.getResourceAsStream("haproxy.cfg")) {
      if (template == null) {
        throw new IllegalStateException("haproxy.cfg is missing in the jar of slots-haproxy");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes {@code haproxy.cfg} to {@code file}, and what HAProxy cannot start without into the
   * state directory, as far as it is not there: what is in force stays.
   */
  public void writeTo(Path file) throws IOException {
    directory.create(
        BackendsFile.text(backends, new Servers(declaredServers, Optional.empty()), Map.of()));
    Files.writeString(file, text());
  }

  /** Where the router keeps the backends: the second configuration file that HAProxy is given. */
  public Path backendsFile() {
    return directory.backends();
  }
}
