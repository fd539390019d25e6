package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.access.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Has pools be there before anything is switched to them. */
final class Preparing {
  private final PoolServices services;
  private final Pools pools;
  private final Waits waits;
  private final Duration patience;

  Preparing(PoolServices services, Pools pools, Waits waits, Duration patience) {
    this.services = services;
    this.pools = pools;
    this.waits = waits;
    this.patience = patience;
  }

  /**
   * Makes the pools of a table, and waits until the cluster leads to each member that is ready; to
   * one at least, where nobody is led yet.
   *
   * @param before the record on which the table is to be decided
   */
  CompletableFuture<Boolean> prepare(Wanted wanted, RouteRecord before) {
    Set<Pool> served = before.table().map(Pool::of).orElse(Set.of());
    RoutingTable table = wanted.table();
    Set<Pool> all = Pool.of(table);
    waits.watch(
        Pod.class,
        Labels.of("instance"),
        pod -> pod.getMetadata().getLabels().getOrDefault(Labels.APP, ""));
    return waits.until(
        table.app().folded(),
        () ->
            all.stream().allMatch(it -> isReady(it, wanted, !served.contains(it)))
                ? Optional.of(true)
                : Optional.empty(),
        Switching.PACE,
        patience,
        () ->
            "the cluster does not lead requests to the instances of generation "
                + table.generation()
                + " of "
                + table.app()
                + ": see the readiness of their pods; nothing was switched");
  }

  private boolean isReady(Pool pool, Wanted wanted, boolean comes) {
    services.make(pool, wanted, comes);
    return pools.leads(pool) && (!comes || pools.servesAnybody(pool));
  }
}
