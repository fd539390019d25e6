package io.slots.benchmarks.floor;

import com.google.common.collect.Maps;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The library's SPIs on the same platform: does everything at once, and counts.
 *
 * @param platform what counts
 */
public record CountingSpis(Platform platform) implements InstanceRestarter, HealthProbe, Router {
  private <T> CompletionStage<T> at(T answer) {
    platform.called();
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return at(restart.instance());
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    return at(new ProbeAnswer.Responded(200));
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return at(new RoutesAnswer.InForce(table.generation()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return at(Maps.toMap(instances, id -> 0));
  }
}
