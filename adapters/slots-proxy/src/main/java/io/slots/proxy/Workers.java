package io.slots.proxy;

import io.slots.app.AppName;
import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Target;
import io.slots.proxy.admission.TargetListener;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops that a proxy works on, one worker on each. Safe for use by several threads. */
final class Workers implements TargetListener {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private final ProxyConfig config;
  private final Vertx vertx;
  private final boolean ownsVertx;
  private final List<ProxyWorker> workers = new CopyOnWriteArrayList<>();
  private volatile String deployment = "";

  /**
   * @param ownsVertx whether it ends with them
   */
  Workers(ProxyConfig config, Vertx vertx, boolean ownsVertx) {
    this.config = config;
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
  }

  /**
   * Waits until they listen.
   *
   * @throws ProxyStartException if they cannot
   */
  void listen(Admissions admissions) {
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
  }

  /** Lets go of what there is already, where they are not to listen. Waits until it is gone. */
  void abandon() {
    if (ownsVertx) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** Several servers of a Vert.x share a port; where any will do, a negative number names it. */
  private int sharedPort() {
    return config.port() > 0 ? config.port() : -1 - ThreadLocalRandom.current().nextInt(65_000);
  }

  /** The port that they listen on. */
  int port() {
    return workers.get(0).port();
  }

  /** Stops listening, and ends when nothing is in flight any more, or its time is over. */
  Future<Void> shutDown() {
    return Future.join(workers.stream().map(ProxyWorker::shutDown).toList())
        .transform(stopped -> vertx.undeploy(deployment))
        .transform(undeployed -> ownsVertx ? vertx.close() : Future.succeededFuture());
  }

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
