package io.slots.kubernetes.server;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Controllers and a kubelet, which look around as long as it is open. */
public final class RestOfTheCluster implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestOfTheCluster.class);

  /** Deadlines pass although nothing changes. */
  private static final int LONG_IDLE = 60;

  private final FakeKubelet kubelet;
  private final Runnable work;
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

  private RestOfTheCluster(FakeKubelet kubelet, Runnable work, LongSupplier changes) {
    this.kubelet = kubelet;
    this.work = work;
    this.changes = changes;
    var unused = executor.scheduleWithFixedDelay(this::look, 0, 5, TimeUnit.MILLISECONDS);
  }

  /** Controllers and a kubelet, which look around whenever {@code changes} is another number. */
  static RestOfTheCluster all(KubernetesClient client, LongSupplier changes) {
    FakeKubelet kubelet = new FakeKubelet(client);
    return new RestOfTheCluster(kubelet, new FakeControllers(client, kubelet)::reconcile, changes);
  }

  /** A kubelet, which looks around all the time. */
  static RestOfTheCluster kubelet(KubernetesClient client) {
    FakeKubelet kubelet = new FakeKubelet(client);
    AtomicLong turn = new AtomicLong();
    return new RestOfTheCluster(kubelet, kubelet::runAll, turn::incrementAndGet);
  }

  private void look() {
    long now = changes.getAsLong();
    idle++;
    if (now == seen && idle < LONG_IDLE) {
      return;
    }
    idle = 0;
    try {
      work.run();
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
