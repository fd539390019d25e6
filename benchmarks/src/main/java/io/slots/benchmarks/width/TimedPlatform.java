package io.slots.benchmarks.width;

import com.google.common.collect.Maps;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.time.Scheduler;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Restarts take a while, each another one, and end when a timer says so; everything else is done at
 * once. It knows what the slowest instances took, which nobody who waits for them can better.
 */
final class TimedPlatform implements InstanceRestarter, HealthProbe, Router {
  /** By how much a restart is quicker or slower than usual, at most. */
  private static final double NOISE = 0.2;

  private final Scheduler time;
  private final Duration usual;
  private final ConcurrentMap<Wave, Long> slowest = new ConcurrentHashMap<>();

  /**
   * Instances that restart together: in a swap those of the one content before the switch, those of
   * the other after it.
   */
  private record Wave(AppName app, String version) {}

  /**
   * @param time whose timers it uses
   * @param usual how long a restart takes, give or take a fifth
   */
  TimedPlatform(Scheduler time, Duration usual) {
    this.time = time;
    this.usual = usual;
  }

  /** Forgets what was slowest. */
  void forget() {
    slowest.clear();
  }

  /**
   * The longest that any app's instances took, wave after wave: the least that can be waited for.
   */
  Duration slowestInstances() {
    Map<AppName, Long> byApp = new ConcurrentHashMap<>();
    slowest.forEach((wave, nanos) -> byApp.merge(wave.app(), nanos, Long::sum));
    return Duration.ofNanos(byApp.values().stream().mapToLong(Long::longValue).max().orElse(0));
  }

  /** The same instance takes the same each time, so that a round can be compared with another. */
  private long nanos(InstanceId id) {
    double noise = new SplittableRandom(id.value().hashCode()).nextDouble(-NOISE, NOISE);
    return (long) (usual.toNanos() * (1 + noise));
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    long nanos = nanos(restart.instance().id());
    slowest.merge(new Wave(restart.app(), restart.content().version()), nanos, Math::max);
    CompletableFuture<Instance> restarted = new CompletableFuture<>();
    Scheduler.Timer unused =
        time.after(Duration.ofNanos(nanos), () -> restarted.complete(restart.instance()));
    return restarted;
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
