package io.slots.testkit.await;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Does everything at once, on real threads; restarts can be held up until they are released. */
final class HeldPlatform implements InstanceRestarter, InstanceProvisioner, HealthProbe, Router {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:1");

  private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  void hold() {
    gate = new CompletableFuture<>();
  }

  void release() {
    gate.complete(null);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return gate.thenApply(open -> restart.instance());
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return CompletableFuture.completedStage(Instance.of(provision.instance(), ADDRESS));
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    return CompletableFuture.completedStage(decommission);
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    return CompletableFuture.completedStage(new ProbeAnswer.Responded(200));
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return CompletableFuture.completedStage(new RoutesAnswer.InForce(table.generation()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return CompletableFuture.completedStage(
        instances.stream().collect(Collectors.toMap(id -> id, id -> 0)));
  }
}
