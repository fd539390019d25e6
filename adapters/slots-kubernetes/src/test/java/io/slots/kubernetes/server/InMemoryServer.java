package io.slots.kubernetes.server;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client's mock server, in CRUD mode. */
final class InMemoryServer extends ApiServer {
  private final Dispatching dispatching = new Dispatching();
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), dispatching, false);

  InMemoryServer() {
    server.init(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  Config config(int retries, String userAgent) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.url("/"))
        .withNamespace(NAMESPACE)
        .withUserAgent(userAgent)
        .withRequestRetryBackoffLimit(retries)
        .withRequestRetryBackoffInterval(20)
        .withWatchReconnectInterval(50)
        .withHttp2Disable(true)
        .build();
  }

  @Override
  public RestOfTheCluster rest() {
    return RestOfTheCluster.all(aside(), dispatching::changes);
  }

  @Override
  public List<ApiCall> calls() {
    return ImmutableList.copyOf(dispatching.calls());
  }

  @Override
  public void forget() {
    dispatching.calls().clear();
  }

  @Override
  public void faults(Function<ApiCall, @Nullable Fault> faults) {
    dispatching.faults(faults);
  }

  @Override
  public void cutWatches() {
    dispatching.cutWatches();
  }

  @Override
  public void close() {
    super.close();
    // It waits for connections that nobody uses any more to end; the next test does not.
    var unused = CompletableFuture.runAsync(server::destroy);
  }
}
