package io.slots.kubernetes.server;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Controllers and a kubelet, which look around as long as it is open. */
public final class RestOfTheCluster implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestOfTheCluster.class);

  private final FakeKubelet kubelet;
  private final FakeControllers controllers;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "rest-of-the-cluster");
            thread.setDaemon(true);
            return thread;
          });

  /** Has them look around. */
  public RestOfTheCluster(KubernetesClient client) {
    kubelet = new FakeKubelet(client);
    controllers = new FakeControllers(client, kubelet);
    var unused = executor.scheduleWithFixedDelay(this::look, 0, 25, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      controllers.reconcile();
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
