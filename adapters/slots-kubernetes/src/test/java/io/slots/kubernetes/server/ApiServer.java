package io.slots.kubernetes.server;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.slots.kubernetes.cluster.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An API server, and clusters that talk to it: one in memory, or the one that the kubeconfig of
 * {@code -Dslots.kubernetes.kubeconfig} names.
 */
public abstract class ApiServer implements AutoCloseable {
  /** The namespace of the tests. */
  public static final String NAMESPACE = "slots-test";

  /** How those call themselves whose requests are not written down, and never go wrong. */
  static final String OTHERS = "rest-of-the-cluster";

  private static final String KUBECONFIG = System.getProperty("slots.kubernetes.kubeconfig", "");

  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          16, new ThreadFactoryBuilder().setNameFormat("cluster-%d").setDaemon(true).build());
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("cluster-clock").setDaemon(true).build());
  private final List<KubernetesClient> clients = new ArrayList<>();
  private final AtomicLong ahead = new AtomicLong();

  ApiServer() {}

  /** Starts one that has nothing. */
  public static ApiServer start() {
    return isGiven() ? new GivenServer(Path.of(KUBECONFIG)) : new InMemoryServer();
  }

  /** Whether it is a real one, whose requests nobody sees and whose faults are its own. */
  public static boolean isGiven() {
    return !KUBECONFIG.isEmpty();
  }

  abstract Config config(int retries, String userAgent);

  /** A client of its own, which tries a request so often again. */
  public KubernetesClient client(int retries) {
    return client(retries, "slots");
  }

  /** A client whose requests are not written down, and never go wrong: a test's own. */
  public KubernetesClient aside() {
    return client(10, OTHERS);
  }

  private KubernetesClient client(int retries, String userAgent) {
    return built(new KubernetesClientBuilder().withConfig(config(retries, userAgent)));
  }

  private KubernetesClient built(KubernetesClientBuilder builder) {
    KubernetesClient client = builder.build();
    clients.add(client);
    return client;
  }

  /**
   * A client of its own that does something before each request is sent, by whoever sends it: what
   * others do meanwhile, who may talk to the server by clients of their own.
   */
  public KubernetesClient clientThatIsHeldUp(Consumer<ApiCall> before) {
    Interceptor interceptor =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            before.accept(
                ApiCall.of(
                    request.method(),
                    request.uri().getRawPath()
                        + (request.uri().getRawQuery() == null
                            ? ""
                            : "?" + request.uri().getRawQuery())));
          }
        };
    return built(
        new KubernetesClientBuilder()
            .withConfig(config(0, "slots"))
            .withHttpClientBuilderConsumer(
                it -> it.addOrReplaceInterceptor("held-up", interceptor)));
  }

  /** A cluster whose requests are tried once. */
  public Cluster cluster() {
    return cluster(client(0));
  }

  /** A cluster that talks by this client. */
  public Cluster cluster(KubernetesClient client) {
    return Cluster.builder(client, NAMESPACE)
        .nanoTime(() -> System.nanoTime() + ahead.get())
        .look(Duration.ofMillis(500))
        .build(executor, scheduler);
  }

  /** Lets time pass by which leases run out. */
  public void pass(Duration duration) {
    ahead.addAndGet(duration.toNanos());
  }

  /** Has controllers, where it has none, and a kubelet play the rest of the cluster. */
  public abstract RestOfTheCluster rest();

  /** What was asked of it since {@link #forget}, in order, but for what a test itself asks. */
  public abstract List<ApiCall> calls();

  /** Forgets what was asked. */
  public abstract void forget();

  /** Has requests go wrong as {@code faults} says; null for none. */
  public abstract void faults(Function<ApiCall, @Nullable Fault> faults);

  /** Cuts every watch. */
  public abstract void cutWatches();

  @Override
  public void close() {
    clients.forEach(KubernetesClient::close);
    executor.shutdownNow();
    scheduler.shutdownNow();
  }
}
