package io.slots.kubernetes.server;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Controllers and a kubelet, which look around as long as it is open. */
public final class RestOfTheCluster implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestOfTheCluster.class);

  /** Deadlines pass although nothing changes. */
  private static final int LONG_IDLE = 60;

  private final FakeKubelet kubelet;
  private final FakeControllers controllers;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "rest-of-the-cluster");
            thread.setDaemon(true);
            return thread;
          });

  private final LongSupplier changes;
  private long seen = -1;
  private int idle;

  /** Has them look around whenever {@code changes} is another number. */
  RestOfTheCluster(KubernetesClient client, LongSupplier changes) {
    this.changes = changes;
    kubelet = new FakeKubelet(client);
    controllers = new FakeControllers(client, kubelet);
    var unused = executor.scheduleWithFixedDelay(this::look, 0, 5, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = changes.getAsLong();
    idle++;
    if (now == seen && idle < LONG_IDLE) {
      return;
    }
    idle = 0;
    try {
      controllers.reconcile();
      seen = now;
    } catch (RuntimeException e) {
      log.debug("Looked in vain, and looks again", e);
    }
  }

  /** Who runs the pods. */
  public FakeKubelet kubelet() {
    return kubelet;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
