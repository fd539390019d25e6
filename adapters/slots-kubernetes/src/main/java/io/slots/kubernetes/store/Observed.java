package io.slots.kubernetes.store;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Since when each lease is as it is, by the time of who looks. Safe for use by several threads. */
final class Observed {
  private final LongSupplier nanoTime;
  private final Map<String, Sight> sights = new ConcurrentHashMap<>();

  private record Sight(String version, long since) {}

  Observed(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes note of a lease. */
  void sees(Lease lease) {
    long now = nanoTime.getAsLong();
    String version = lease.getMetadata().getResourceVersion();
    sights.compute(
        lease.getMetadata().getName(),
        (name, seen) ->
            seen != null && seen.version().equals(version) ? seen : new Sight(version, now));
  }

  /** Whether nobody has prolonged it for so long. */
  boolean hasRunOut(Lease lease, Duration length) {
    sees(lease);
    Sight sight = sights.get(lease.getMetadata().getName());
    return sight == null || nanoTime.getAsLong() - sight.since() >= length.toNanos();
  }

  /** Forgets a lease that is gone. */
  void forget(Lease lease) {
    sights.remove(lease.getMetadata().getName());
  }
}
