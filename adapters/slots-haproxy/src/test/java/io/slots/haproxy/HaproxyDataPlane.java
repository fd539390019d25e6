package io.slots.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.testkit.conformance.DataPlane;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Real requests through a HAProxy to real instances, which hold them until they are told. */
final class HaproxyDataPlane implements DataPlane, Closeable {
  private static final String VISIT = "X-Visit";

  private final int port;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final AtomicLong visits = new AtomicLong();
  private final Map<String, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  private record Arrival(String instance, HttpExchange exchange) {}

  HaproxyDataPlane(int port) {
    this.port = port;
  }

  @Override
  public Instance instance(String id) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
      server.setExecutor(executor);
      server.createContext(
          "/",
          exchange ->
              arrival(exchange.getRequestHeaders().getFirst(VISIT))
                  .complete(new Arrival(id, exchange)));
      server.start();
      servers.add(server);
      return Instance.of(id, "http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletableFuture<Arrival> arrival(String visit) {
    return arrivals.computeIfAbsent(visit, it -> new CompletableFuture<>());
  }

  @Override
  public Visit visit(HostName host) {
    String visit = String.valueOf(visits.incrementAndGet());
    CompletableFuture<Arrival> arrival = arrival(visit);
    CompletableFuture<Client.Reply> reply =
        CompletableFuture.supplyAsync(() -> ask(host, visit), executor);
    await(CompletableFuture.anyOf(arrival, reply));
    Optional<Arrival> arrived = arrival.isDone() ? Optional.of(arrival.join()) : Optional.empty();
    return new Visit() {
      @Override
      public Optional<InstanceId> instance() {
        return arrived.map(it -> InstanceId.of(it.instance()));
      }

      @Override
      public void finish() {
        arrived.ifPresent(HaproxyDataPlane::answer);
        await(reply);
      }
    };
  }

  private Client.Reply ask(HostName host, String visit) {
    try (Client client = new Client(port)) {
      return client.get(host.value(), "/", VISIT + ": " + visit + "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Arrival arrival) {
    byte[] body = arrival.instance().getBytes(StandardCharsets.UTF_8);
    try (HttpExchange exchange = arrival.exchange()) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(CompletableFuture<?> future) {
    try {
      Object unused = future.get(TestHaproxy.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    executor.shutdownNow();
  }
}
