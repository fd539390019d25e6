package io.slots.proxy;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Admissions;
import io.slots.spi.Call;
import io.slots.spi.Router;
import io.vertx.core.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
 * with nothing in flight never gets another request (S4.5).
 *
 * <p><em>Restart.</em> With a {@link EmbeddedProxyBuilder#directory} a proxy that is started anew
 * serves what was in force before, and refuses what is older (S9.4). Without one, tables are kept
 * in memory only: nothing is in force until the engine publishes.
 *
 * <p><em>Fencing.</em> Every token is taken note of, also one that comes with the table in force. A
 * table by a lower token than one that was seen is refused; if it is the one in force, by a failure
 * of the stage, with a {@link RefusedException}: the answer would say that it is not.
 *
 * <p><em>In flight</em> are requests until their response is sent or failed, streams until they
 * end, WebSockets until both sides are closed. What an instance has when it leaves the routes, it
 * finishes; what lasts longer than {@link EmbeddedProxyBuilder#longLivedDeadline} from then on is
 * closed: a WebSocket with code 1001, a response by resetting its connection. An instance that has
 * come back by then, at the same address, keeps what it has.
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
 * <p><em>Traffic shares</em> (S7): see {@link EmbeddedProxyBuilder#random}. A slot that has a share
 * but cannot serve at present gets nothing by draw or by cookie; production answers meanwhile and
 * cookies stay.
 *
 * <p>HTTP/1.1 and 1.0 without TLS towards clients; towards instances HTTP/1.1, with TLS where the
 * address says {@code https}. Safe for use by several threads; no method of the SPI blocks.
 */
public final class EmbeddedProxy implements Router, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedProxy.class);
  private static final Duration LEAST_FOR_THE_DISK = Duration.ofSeconds(5);

  private final ProxyConfig config;
  private final Keeping keeping;
  private final Workers workers;
  private final Admissions admissions;
  private final AtomicReference<@Nullable CompletableFuture<Void>> shutdown =
      new AtomicReference<>();

  private EmbeddedProxy(ProxyConfig config, Keeping keeping, Workers workers) {
    this.config = config;
    this.keeping = keeping;
    this.workers = workers;
    admissions = new Admissions(config.ticker(), config.random(), workers, keeping.keeper());
  }

  /** Returns a builder with the defaults that its methods name. */
  public static EmbeddedProxyBuilder builder() {
    return new EmbeddedProxyBuilder();
  }

  /** The port it listens on. */
  public int port() {
    return workers.port();
  }

  /** Where it listens: {@code http://127.0.0.1:8080}. */
  public URI address() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create("http://" + host + ":" + port());
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return keeping.run(table.app(), () -> admissions.publish(table, call.fencingToken()));
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return keeping.run(
        app,
        () -> {
          admissions.fence(app, call.fencingToken());
          return true;
        });
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return keeping.isAtRest(app)
        ? CompletableFuture.completedStage(admissions.served(app))
        : keeping.run(app, () -> admissions.inForce(app));
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return CompletableFuture.completedStage(admissions.inFlight(app, instances));
  }

  /**
   * Stops admitting and listening, lets what is in flight finish for {@link
   * EmbeddedProxyBuilder#closeTimeout}, then ends it, and lets go of the directory. Asked again, it
   * returns the same stage.
   *
   * <p>The stage fails with a {@link StateDirectoryException} if a table is still being written
   * when the disk has had {@code closeTimeout} for it, or 5 s if that is more: then everything else
   * has ended, and the directory stays in use until the disk answers, or the process ends.
   */
  public CompletionStage<Void> shutDown() {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> first = shutdown.compareAndExchange(null, mine);
    if (first != null) {
      return first;
    }
    admissions.close();
    CompletionStage<Void> stopped = workers.shutDown().toCompletionStage();
    var unused =
        stopped
            .handle((done, failure) -> keeping.close(limitOfTheDisk(config)))
            .thenCompose(closing -> closing)
            .thenCompose(closed -> stopped)
            .whenComplete((closed, failure) -> settle(mine, failure));
    return mine;
  }

  /** Who lets requests have no time means the requests, and not the disk. */
  private static Duration limitOfTheDisk(ProxyConfig config) {
    Duration limit = config.closeTimeout();
    return limit.compareTo(LEAST_FOR_THE_DISK) < 0 ? LEAST_FOR_THE_DISK : limit;
  }

  private static void settle(CompletableFuture<Void> shutdown, @Nullable Throwable failure) {
    if (failure == null) {
      log.info("the proxy is closed");
      shutdown.complete(null);
    } else {
      shutdown.completeExceptionally(failure);
    }
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

  static void refuseEventLoop() {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("not on an event loop: this waits");
    }
  }

  /**
   * Brings into force what was kept, and waits until it listens. What does not start lets go of all
   * that it had, last first.
   */
  static EmbeddedProxy start(
      ProxyConfig config, Keeping keeping, Function<ProxyConfig, Workers> workers) {
    try {
      return start(config, keeping, workers.apply(config));
    } catch (RuntimeException | Error e) {
      letGo(e, () -> keeping.close(limitOfTheDisk(config)).join());
      throw e;
    }
  }

  private static EmbeddedProxy start(ProxyConfig config, Keeping keeping, Workers workers) {
    try {
      EmbeddedProxy proxy = new EmbeddedProxy(config, keeping, workers);
      int apps = keeping.restore(proxy.admissions);
      workers.listen(proxy.admissions);
      log.info(
          "the proxy listens on {}, with routes of {} apps from before", proxy.address(), apps);
      return proxy;
    } catch (RuntimeException | Error e) {
      letGo(e, workers::abandon);
      throw e;
    }
  }

  private static void letGo(Throwable failure, Runnable end) {
    try {
      end.run();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }
}
