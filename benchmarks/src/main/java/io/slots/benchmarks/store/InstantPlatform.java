package io.slots.benchmarks.store;

import com.google.common.collect.Maps;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.Slots;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import io.slots.spi.SlotStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does everything at once, or, if it hangs, restarts nothing ever. */
public final class InstantPlatform implements InstanceRestarter, HealthProbe, Router {
  private final boolean hangs;

  private InstantPlatform(boolean hangs) {
    this.hangs = hangs;
  }

  /** An engine that waits for nothing but its store. */
  public static Slots engine(SlotStore store) {
    return engine(store, new InstantPlatform(false));
  }

  /** An engine whose swaps stay where they restart the first instance. */
  public static Slots hangingEngine(SlotStore store) {
    return engine(store, new InstantPlatform(true));
  }

  private static Slots engine(SlotStore store, InstantPlatform platform) {
    return Slots.builder()
        .restarter(platform)
        .probe(platform)
        .router(platform)
        .store(store)
        .build();
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return hangs
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(restart.instance());
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    return CompletableFuture.completedFuture(new ProbeAnswer.Responded(200));
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return CompletableFuture.completedFuture(new RoutesAnswer.InForce(table.generation()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return CompletableFuture.completedFuture(Maps.toMap(instances, id -> 0));
  }
}
