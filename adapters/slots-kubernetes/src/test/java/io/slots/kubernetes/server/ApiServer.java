package io.slots.kubernetes.server;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.slots.kubernetes.cluster.Cluster;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An API server in memory, and clusters that talk to it. */
public final class ApiServer implements AutoCloseable {
  /** The namespace of the tests. */
  public static final String NAMESPACE = "slots-test";

  private final Dispatching dispatching = new Dispatching();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), dispatching, false);
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          16, new ThreadFactoryBuilder().setNameFormat("cluster-%d").setDaemon(true).build());
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("cluster-clock").setDaemon(true).build());
  private final List<KubernetesClient> clients = new ArrayList<>();
  private final AtomicLong ahead = new AtomicLong();

  private ApiServer() {
    server.init(InetAddress.getLoopbackAddress(), 0);
  }

  /** Starts one that has nothing. */
  public static ApiServer start() {
    return new ApiServer();
  }

  /** A client of its own, which tries a request so often again. */
  public KubernetesClient client(int retries) {
    return client(retries, "slots");
  }

  /** A client whose requests are not written down, and never go wrong: a test's own. */
  public KubernetesClient aside() {
    return client(10, Dispatching.OTHERS);
  }

  private KubernetesClient client(int retries, String userAgent) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url("/"))
            .withNamespace(NAMESPACE)
            .withUserAgent(userAgent)
            .withRequestRetryBackoffLimit(retries)
            .withRequestRetryBackoffInterval(20)
            .withWatchReconnectInterval(50)
            .withHttp2Disable(true)
            .build();
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    clients.add(client);
    return client;
  }

  /** A cluster whose requests are tried once. */
  public Cluster cluster() {
    return cluster(client(0));
  }

  /** A cluster that talks by this client. */
  public Cluster cluster(KubernetesClient client) {
    return Cluster.builder(client, NAMESPACE)
        .nanoTime(() -> System.nanoTime() + ahead.get())
        .look(java.time.Duration.ofMillis(500))
        .build(executor, scheduler);
  }

  /** Lets time pass by which leases run out. */
  public void pass(java.time.Duration duration) {
    ahead.addAndGet(duration.toNanos());
  }

  /** What was asked of it since {@link #forget}, in order, but for what a test itself asks. */
  public List<ApiCall> calls() {
    return ImmutableList.copyOf(dispatching.calls());
  }

  /** Has controllers and a kubelet play the rest of the cluster. */
  public RestOfTheCluster rest() {
    return new RestOfTheCluster(aside(), dispatching::changes);
  }

  /** Forgets what was asked. */
  public void forget() {
    dispatching.calls().clear();
  }

  /** Has requests go wrong as {@code faults} says; null for none. */
  public void faults(Function<ApiCall, @Nullable Fault> faults) {
    dispatching.faults(faults);
  }

  /** Cuts every watch. */
  public void cutWatches() {
    dispatching.cutWatches();
  }

  @Override
  public void close() {
    clients.forEach(KubernetesClient::close);
    executor.shutdownNow();
    scheduler.shutdownNow();
    // It waits for connections that nobody uses any more to end; the next test does not.
    var unused = CompletableFuture.runAsync(server::destroy);
  }
}
