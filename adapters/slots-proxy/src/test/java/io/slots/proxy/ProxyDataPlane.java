package io.slots.proxy;

import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.testkit.conformance.DataPlane;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Real requests through the proxy to real instances, which hold them until they are told. */
final class ProxyDataPlane implements DataPlane {
  private static final String VISIT = "X-Visit";

  private final Rig rig;
  private final AtomicLong visits = new AtomicLong();
  private final Map<String, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();

  private record Arrival(String instance, HttpServerRequest request) {}

  ProxyDataPlane(Rig rig) {
    this.rig = rig;
  }

  @Override
  public Instance instance(String id) {
    return rig.instance(
            id, request -> arrival(request.getHeader(VISIT)).complete(new Arrival(id, request)))
        .get();
  }

  private CompletableFuture<Arrival> arrival(String visit) {
    return arrivals.computeIfAbsent(visit, it -> new CompletableFuture<>());
  }

  @Override
  public Visit visit(HostName host) {
    String visit = String.valueOf(visits.incrementAndGet());
    CompletableFuture<Arrival> arrival = arrival(visit);
    CompletableFuture<Reply> reply =
        rig.sendLater(HttpMethod.GET, host.value(), "/", Map.of(VISIT, visit), Buffer.buffer())
            .toCompletionStage()
            .toCompletableFuture();
    await(CompletableFuture.anyOf(arrival, reply));
    Optional<Arrival> arrived = arrival.isDone() ? Optional.of(arrival.join()) : Optional.empty();
    return new Visit() {
      @Override
      public Optional<InstanceId> instance() {
        return arrived.map(it -> InstanceId.of(it.instance()));
      }

      @Override
      public void finish() {
        arrived.ifPresent(it -> it.request().response().end(it.instance()));
        await(reply);
      }
    };
  }

  private static void await(CompletableFuture<?> future) {
    try {
      Object unused = future.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
