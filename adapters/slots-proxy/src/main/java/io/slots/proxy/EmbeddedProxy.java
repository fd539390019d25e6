package io.slots.proxy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Target;
import io.slots.proxy.admission.TargetListener;
import io.slots.spi.Call;
import io.slots.spi.Router;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reverse proxy in this process, and the router of the apps behind it.
 *
 * <pre>{@code
 * try (EmbeddedProxy proxy = EmbeddedProxy.builder().port(8080).start()) {
 *   Slots slots = Slots.builder().router(proxy)…
 * }
 * }</pre>
 *
 * <p><em>The switch.</em> A request is admitted by the table in force and is counted in flight at
 * its instance in one step. After {@link #publish} has answered {@link RoutesAnswer.InForce},
 * nobody is admitted by the table before, and an instance that left the routes and is then seen
 * with nothing in flight never gets another request (S4.5). Tables are kept in memory only: after a
 * restart nothing is in force until the engine publishes.
 *
 * <p><em>In flight</em> are requests until their response is sent or failed, streams until they
 * end, WebSockets until both sides are closed. What an instance has when it leaves the routes, it
 * finishes; what lasts longer than {@link Builder#longLivedDeadline} from then on is closed: a
 * WebSocket with code 1001, a response by resetting its connection. An instance that has come back
 * by then, at the same address, keeps what it has.
 *
 * <p><em>Its own answers</em> carry a header {@code X-Slots-Reason}: 404 {@code unknown-host} and
 * {@code nothing-deployed} (S1.4), 503 {@code no-healthy-instance}, 502 and 504 for instances that
 * fail, 400, 408, 413, 414, 431 and 501 for requests that it cannot take.
 *
 * <p><em>Repeating.</em> A request of which nothing was sent, because no connection could be made,
 * goes to another instance of the slot, whatever its method. One that was sent is repeated only if
 * that is safe: once, without body, with an idempotent method, and only if the connection closed
 * before any response.
 *
 * <p><em>Traffic shares</em> (S7): see {@link Builder#random}. A slot that has a share but cannot
 * serve at present gets nothing by draw or by cookie; production answers meanwhile and cookies
 * stay.
 *
 * <p>HTTP/1.1 and 1.0 without TLS towards clients; towards instances HTTP/1.1, with TLS where the
 * address says {@code https}. Safe for use by several threads; no method of the SPI blocks.
 */
public final class EmbeddedProxy implements Router, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedProxy.class);

  private final ProxyConfig config;
  private final Vertx vertx;
  private final boolean ownsVertx;
  private final List<ProxyWorker> workers = new CopyOnWriteArrayList<>();
  private final Admissions admissions;
  private final AtomicReference<@Nullable CompletableFuture<Void>> shutdown =
      new AtomicReference<>();
  private volatile String deployment = "";

  private EmbeddedProxy(ProxyConfig config, Vertx vertx, boolean ownsVertx) {
    this.config = config;
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    admissions = new Admissions(config.ticker(), config.random(), new TellWorkers(workers));
  }

  /** Returns a builder with the defaults that its methods name. */
  public static Builder builder() {
    return new Builder();
  }

  /** The port it listens on. */
  public int port() {
    return workers.get(0).port();
  }

  /** Where it listens: {@code http://127.0.0.1:8080}. */
  public URI address() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create("http://" + host + ":" + port());
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    try {
      return CompletableFuture.completedStage(admissions.publish(table, call.fencingToken()));
    } catch (IllegalStateException closed) {
      return CompletableFuture.failedStage(closed);
    }
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    try {
      admissions.fence(app, call.fencingToken());
      return CompletableFuture.completedStage(true);
    } catch (IllegalStateException | RefusedException failed) {
      return CompletableFuture.failedStage(failed);
    }
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedStage(admissions.inForce(app));
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return CompletableFuture.completedStage(admissions.inFlight(app, instances));
  }

  /**
   * Stops admitting and listening, lets what is in flight finish for {@link Builder#closeTimeout},
   * then ends it. Asked again, it returns the same stage.
   */
  public CompletionStage<Void> shutDown() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> first = shutdown.compareAndExchange(null, mine);
    if (first != null) {
      return first;
    }
    admissions.close();
    Future.join(workers.stream().map(ProxyWorker::shutDown).toList())
        .transform(stopped -> vertx.undeploy(deployment))
        .transform(undeployed -> ownsVertx ? vertx.close() : Future.succeededFuture())
        .onComplete(
            closed -> {
              log.info("the proxy is closed");
              mine.complete(null);
            },
            mine::completeExceptionally);
    return mine;
  }

  /**
   * {@linkplain #shutDown() Shuts down} and waits until that is done.
   *
   * @throws IllegalStateException on an event loop, which must not wait
   */
  @Override
  public void close() {
    refuseEventLoop();
    shutDown().toCompletableFuture().join();
  }

  private static void refuseEventLoop() {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("not on an event loop: this waits");
    }
  }

  /** Several servers of a Vert.x share a port; where any will do, a negative number names it. */
  private int sharedPort() {
    return config.port() > 0 ? config.port() : -1 - ThreadLocalRandom.current().nextInt(65_000);
  }

  private EmbeddedProxy listen() {
    int port = sharedPort();
    Supplier<ProxyWorker> supplier =
        () -> {
          ProxyWorker worker = new ProxyWorker(config, admissions, port);
          workers.add(worker);
          return worker;
        };
    try {
      deployment =
          vertx
              .deployVerticle(supplier, new DeploymentOptions().setInstances(config.eventLoops()))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      if (ownsVertx) {
        vertx.close().toCompletionStage().toCompletableFuture().join();
      }
      throw new ProxyStartException(
          "the proxy cannot listen on "
              + config.host()
              + ":"
              + config.port()
              + " ("
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
              + "); stop what listens there, or choose another port, or 0 for any",
          e);
    }
    log.info("the proxy listens on {}", address());
    return this;
  }

  /** Tells every event loop. */
  private record TellWorkers(List<ProxyWorker> workers) implements TargetListener {
    @Override
    public void left(AppName app, Target target) {
      log.debug("{} left the routes of {}", target, app);
      workers.forEach(worker -> worker.left(target));
    }

    @Override
    public void retired(Target target) {
      workers.forEach(worker -> worker.retired(target));
    }
  }

  /** Builds an {@link EmbeddedProxy}. Not safe for use by several threads. */
  public static final class Builder {
    private static final Duration LONGEST = Duration.ofDays(30);

    private String host = "127.0.0.1";
    private int port;
    private int eventLoops = Runtime.getRuntime().availableProcessors();
    private int maxHeaderSize = 16 * 1024;
    private int maxUriLength = 8 * 1024;
    private long maxBodySize = 100L * 1024 * 1024;
    private int maxWebSocketFrameSize = 16 * 1024 * 1024;
    private int maxConnectionsPerInstance = 10_000;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration responseTimeout = Duration.ofSeconds(230);
    private Duration keepAliveTimeout = Duration.ofSeconds(4);
    private Duration unreachablePause = Duration.ofSeconds(2);
    private Duration longLivedDeadline = Duration.ofHours(1);
    private Duration closeTimeout = Duration.ofSeconds(30);
    private boolean trustForwardedHeaders;
    private LongSupplier ticker = System::nanoTime;
    private Supplier<? extends RandomGenerator> random = ThreadLocalRandom::current;
    private @Nullable Vertx vertx;

    private Builder() {}

    /** The name or address to listen on; {@code 127.0.0.1}, so reachable from this machine only. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The port to listen on, 0 to 65535; 0, the default, for any that is free. */
    public Builder port(int value) {
      port = (int) inRange("port", value, 0, 65_535);
      return this;
    }

    /** On how many event loops it works, 1 to 1024; as many as there are processors. */
    public Builder eventLoops(int value) {
      eventLoops = (int) inRange("eventLoops", value, 1, 1024);
      return this;
    }

    /** How many bytes the headers of a request may have together, else 431; 16 KiB. */
    public Builder maxHeaderSize(int value) {
      maxHeaderSize = (int) inRange("maxHeaderSize", value, 256, 1024 * 1024);
      return this;
    }

    /** How many bytes the first line of a request may have, else 414; 8 KiB. */
    public Builder maxUriLength(int value) {
      maxUriLength = (int) inRange("maxUriLength", value, 64, 1024 * 1024);
      return this;
    }

    /**
     * How many bytes the body of a request may have, sent whole or in chunks, else 413; 100 MiB.
     */
    public Builder maxBodySize(long value) {
      maxBodySize = inRange("maxBodySize", value, 0, Long.MAX_VALUE);
      return this;
    }

    /** How many bytes a WebSocket frame may have, for a frame is read whole; 16 MiB. */
    public Builder maxWebSocketFrameSize(int value) {
      maxWebSocketFrameSize = (int) inRange("maxWebSocketFrameSize", value, 125, Integer.MAX_VALUE);
      return this;
    }

    /**
     * How many connections an event loop may have to an instance; further requests wait; 10 000.
     */
    public Builder maxConnectionsPerInstance(int value) {
      maxConnectionsPerInstance =
          (int) inRange("maxConnectionsPerInstance", value, 1, Integer.MAX_VALUE);
      return this;
    }

    /** How long connecting to an instance may take, else the next is tried, else 504; 5 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = inRange("connectTimeout", value);
      return this;
    }

    /**
     * How long the first byte of a response may take, counted from the last byte of the request
     * that moved, else 504, or 408 where the client is late; 230 s, as Azure's front ends have it.
     * A response that has begun may take any time.
     */
    public Builder responseTimeout(Duration value) {
      responseTimeout = inRange("responseTimeout", value);
      return this;
    }

    /**
     * How long an idle connection to an instance is kept, in whole seconds; 4 s. It should be less
     * than the instance keeps it, for a request that meets a closing connection may not be
     * repeated; an instance that sends {@code Keep-Alive: timeout=…} is heeded.
     */
    public Builder keepAliveTimeout(Duration value) {
      keepAliveTimeout = inRange("keepAliveTimeout", value);
      if (keepAliveTimeout.toSeconds() < 1) {
        throw refused("keepAliveTimeout", value, "1 s or more");
      }
      return this;
    }

    /** How long other instances are preferred to one that could not be reached; 2 s. */
    public Builder unreachablePause(Duration value) {
      unreachablePause = inRange("unreachablePause", value);
      return this;
    }

    /** How long what an instance has in flight may last once it has left the routes; 1 h. */
    public Builder longLivedDeadline(Duration value) {
      longLivedDeadline = inRange("longLivedDeadline", value);
      return this;
    }

    /** How long what is in flight may last once the proxy closes; 30 s. */
    public Builder closeTimeout(Duration value) {
      closeTimeout = inRange("closeTimeout", value);
      return this;
    }

    /**
     * Whether clients' {@code X-Forwarded-*} headers are believed and added to; no, the default,
     * replaces them. Say yes behind a proxy that writes them.
     */
    public Builder trustForwardedHeaders(boolean value) {
      trustForwardedHeaders = value;
      return this;
    }

    /** Monotonic time in nanoseconds, by which limits are kept; {@link System#nanoTime()}. */
    public Builder ticker(LongSupplier value) {
      ticker = value;
      return this;
    }

    /**
     * Draws the traffic shares (S7.1); called by several threads. A client that has no valid cookie
     * {@code x-ms-routing-name} is drawn once and then stays for one hour; the query parameter of
     * that name takes it to a slot with a rule, or by {@code self} to production.
     */
    public Builder random(Supplier<? extends RandomGenerator> value) {
      random = value;
      return this;
    }

    /**
     * The Vert.x to run on, which stays open; without one the proxy has its own and closes it. Two
     * proxies on one Vert.x must not name the same port: Vert.x would have them share it.
     */
    public Builder vertx(Vertx value) {
      vertx = value;
      return this;
    }

    /**
     * Starts the proxy and waits until it listens. It routes nothing until a table is published.
     *
     * @throws ProxyStartException if it cannot listen
     * @throws IllegalStateException on an event loop, which must not wait
     */
    public EmbeddedProxy start() {
      refuseEventLoop();
      ProxyConfig config =
          new ProxyConfig(
              host,
              port,
              eventLoops,
              maxHeaderSize,
              maxUriLength,
              maxBodySize,
              maxWebSocketFrameSize,
              maxConnectionsPerInstance,
              connectTimeout,
              responseTimeout,
              keepAliveTimeout,
              unreachablePause,
              longLivedDeadline,
              closeTimeout,
              trustForwardedHeaders,
              ticker::getAsLong,
              random);
      Vertx given = vertx;
      return given == null
          ? new EmbeddedProxy(config, ownVertx(), true).listen()
          : new EmbeddedProxy(config, given, false).listen();
    }

    /** Leaves no files behind: the proxy serves none. */
    private Vertx ownVertx() {
      return Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(eventLoops)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
    }

    private static long inRange(String name, long value, long least, long most) {
      if (value < least || value > most) {
        throw refused(name, value, least + " to " + most);
      }
      return value;
    }

    private static Duration inRange(String name, Duration value) {
      if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
        throw refused(name, value, "more than zero, 30 days at most");
      }
      return value;
    }

    private static RefusedException refused(String name, Object value, String accepted) {
      return new RefusedException(Rule.of(4, 11), name + " of " + value, accepted);
    }
  }
}
