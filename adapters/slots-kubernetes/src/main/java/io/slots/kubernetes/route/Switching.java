package io.slots.kubernetes.route;

import io.slots.app.AppName;
import io.slots.effect.RoutingGeneration;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Brings a decided table about, and waits until what carries the requests has followed. */
final class Switching {
  /** EndpointSlices follow within a fraction of a second, and are not watched for that. */
  static final Duration PACE = Duration.ofMillis(250);

  private final Cluster cluster;
  private final Front front;
  private final Bringing bringing;
  private final Pools pools;
  private final Waits waits;
  private final Duration settle;
  private final Duration patience;
  private final Map<AppName, RoutingGeneration> settled = new ConcurrentHashMap<>();

  Switching(
      Cluster cluster,
      Front front,
      Bringing bringing,
      Pools pools,
      Waits waits,
      Duration settle,
      Duration patience) {
    this.cluster = cluster;
    this.front = front;
    this.bringing = bringing;
    this.pools = pools;
    this.waits = waits;
    this.settle = settle;
    this.patience = patience;
  }

  /** Fails with a {@link LateException} if a newer table is decided in between. */
  CompletableFuture<Boolean> bringAbout(Wanted wanted) {
    AppName app = wanted.app();
    boolean[] changed = {false};
    return waits
        .until(
            app.folded(),
            () -> {
              Bringing.Brought brought = bringing.bring(wanted);
              changed[0] |= brought.changed();
              return front.hasFollowed(wanted.table(), pools, brought.objects())
                  ? Optional.of(true)
                  : Optional.empty();
            },
            PACE,
            patience,
            () ->
                "generation "
                    + wanted.generation()
                    + " of "
                    + app
                    + " is decided, and what carries the requests has not followed yet")
        .thenCompose(
            followed ->
                front.tells() || !changed[0] && wanted.generation().equals(settled.get(app))
                    ? CompletableFuture.completedFuture(true)
                    : settle())
        .thenApply(
            over -> {
              settled.put(app, wanted.generation());
              return over;
            });
  }

  private CompletableFuture<Boolean> settle() {
    if (settle.isZero()) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    var unused =
        cluster
            .scheduler()
            .schedule(() -> over.complete(true), settle.toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }
}
