package io.slots.haproxy;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.cli.CliTarget;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.io.Closeable;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A router over a HAProxy, which runs on its own and may be restarted or reloaded at any time. The
 * package says how it works, and what it promises in which setting.
 *
 * <p>All that is in force is in HAProxy's map and in the state directory; this object remembers
 * nothing that it does not check. Several, of several processes, may work on one HAProxy: a lock in
 * the state directory lets one at a time change anything. Within one process use one.
 *
 * <p>A stage that fails with {@link HaproxyException} means that what was asked for may have been
 * done or not; {@link #inForce} tells. Safe for use by several threads.
 */
public final class HaproxyRouter implements Router, Closeable {
  private static final Logger log = LoggerFactory.getLogger(HaproxyRouter.class);

  private final DataPlane plane;
  private final StateDirectory directory;
  private final Executor executor;

  private HaproxyRouter(Settings settings, Executor executor) {
    plane = new DataPlane(settings);
    directory = settings.directory();
    this.executor = executor;
  }

  /**
   * Returns the builder of a router whose HAProxy starts from {@code directory}, as {@link
   * HaproxyConfig} lays it out.
   */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return CompletableFuture.supplyAsync(
        () -> {
          RoutesAnswer answer = plane.publish(table, call.fencingToken());
          log.debug("{} {}: {}", table.app(), table.generation(), answer);
          return answer;
        },
        executor);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where HAProxy's processes and the disk differ, because an orchestrator died between them,
   * the newest has won everywhere before this answers. A map that somebody changed by hand fails
   * it.
   */
  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.supplyAsync(() -> plane.inForce(app), executor);
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    Set<InstanceId> asked = Set.copyOf(instances);
    return CompletableFuture.supplyAsync(() -> plane.inFlight(app, asked), executor);
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return CompletableFuture.runAsync(() -> plane.fence(app, call.fencingToken()), executor);
  }

  /** Lets go of the state directory for good; calls fail from now on. HAProxy goes on. */
  @Override
  public void close() {
    directory.close();
  }

  /** Says where HAProxy is, and how it was configured. Not safe for use by several threads. */
  public static final class Builder {
    private final Path directory;
    private Optional<SocketAddress> stats = Optional.empty();
    private Optional<SocketAddress> master = Optional.empty();
    private int backends = HaproxyConfig.DEFAULT_BACKENDS;
    private int declaredServers;
    private Optional<String> tlsOptions = Optional.empty();
    private Duration silence = Duration.ofSeconds(5);
    private Duration lockPatience = Duration.ofSeconds(10);
    private int commandSize = 15_000;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** The {@code stats socket} of HAProxy's worker, with level {@code admin}. It is needed. */
    public Builder statsSocket(Path path) {
      return statsSocket(UnixDomainSocketAddress.of(path));
    }

    /** The {@code stats socket}, as a Unix socket or a TCP address. */
    public Builder statsSocket(SocketAddress address) {
      stats = Optional.of(address);
      return this;
    }

    /**
     * The master's socket ({@code haproxy -W -S path}), by which the workers are reached that a
     * reload left behind. Without it they finish their connections by the routes that they had, and
     * are not counted: then do not reload, or let {@code hard-stop-after} be short.
     */
    public Builder masterSocket(Path path) {
      return masterSocket(UnixDomainSocketAddress.of(path));
    }

    /** The master's socket, as a Unix socket or a TCP address. */
    public Builder masterSocket(SocketAddress address) {
      master = Optional.of(address);
      return this;
    }

    /** How many backends HAProxy was configured with; 64 unless said otherwise. */
    public Builder backends(int count) {
      backends = count;
      return this;
    }

    /**
     * How many servers each backend was configured with, for a HAProxy before 2.6; 0, unless said
     * otherwise, has servers added and deleted at run time.
     */
    public Builder declaredServers(int count) {
      declaredServers = count;
      return this;
    }

    /**
     * What HAProxy is told of a server whose instance has an {@code https} address, such as {@code
     * ssl verify required ca-file /etc/ssl/certs/ca-certificates.crt}. Without it such instances
     * are refused.
     */
    public Builder tlsOptions(String options) {
      tlsOptions = Optional.of(options);
      return this;
    }

    /** How long HAProxy may keep silent before a call fails; 5 s unless said otherwise. */
    public Builder silence(Duration duration) {
      silence = duration;
      return this;
    }

    /** How long another orchestrator may hold the lock; 10 s unless said otherwise. */
    public Builder lockPatience(Duration duration) {
      lockPatience = duration;
      return this;
    }

    /**
     * The most bytes that a command and its payload have; 15,000 unless said otherwise. HAProxy
     * takes no more than its {@code tune.bufsize}, which is 16,384.
     */
    public Builder commandSize(int bytes) {
      commandSize = bytes;
      return this;
    }

    /**
     * Returns the router. Nothing is connected yet.
     *
     * @param executor runs its work, which blocks on HAProxy and on the disk; one thread is enough
     * @throws IllegalStateException if no socket was named
     */
    public HaproxyRouter build(Executor executor) {
      SocketAddress to =
          stats.orElseThrow(
              () ->
                  new IllegalStateException(
                      "no socket: name HAProxy's stats socket with statsSocket(…)"));
      CliTarget target = new CliTarget(to, master, silence, commandSize);
      return new HaproxyRouter(
          new Settings(
              target,
              new StateDirectory(directory),
              backends,
              new Servers(declaredServers, tlsOptions),
              lockPatience),
          executor);
    }
  }
}
