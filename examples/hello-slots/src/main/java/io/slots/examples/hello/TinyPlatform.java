package io.slots.examples.hello;

import com.sun.net.httpserver.HttpServer;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A platform of one's own, as small as it gets: an instance is an HTTP server in this process, and
 * the routes are a map. It shows what the SPIs ask for; a real one stands in the adapters.
 */
final class TinyPlatform implements InstanceRestarter, InstanceProvisioner, Router, AutoCloseable {
  private final Map<InstanceId, HttpServer> servers = new ConcurrentHashMap<>();
  private final Map<AppName, RoutingTable> tables = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return start(provision.instance(), provision.content().version(), provision.settings());
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return start(restart.instance().id(), restart.content().version(), restart.settings());
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    stop(decommission.instance());
    return CompletableFuture.completedStage(decommission.instance());
  }

  /**
   * Answers every request with the version that it runs and the database that it was told to use.
   */
  private CompletionStage<Instance> start(InstanceId id, String version, Settings settings) {
    stop(id);
    String body = version + " on " + settings.appSetting("DATABASE").orElse("no database");
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
      servers.put(id, server);
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      return CompletableFuture.completedStage(Instance.of(id, address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop(InstanceId id) {
    HttpServer server = servers.remove(id);
    if (server != null) {
      server.stop(0);
    }
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    tables.put(table.app(), table);
    return CompletableFuture.completedStage(new RoutesAnswer.InForce(table.generation()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedStage(Optional.ofNullable(tables.get(app)));
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(AppName app, Set<InstanceId> ids) {
    return CompletableFuture.completedStage(
        ids.stream().collect(Collectors.toMap(id -> id, id -> 0)));
  }

  @Override
  public void close() {
    Set.copyOf(servers.keySet()).forEach(this::stop);
  }
}
