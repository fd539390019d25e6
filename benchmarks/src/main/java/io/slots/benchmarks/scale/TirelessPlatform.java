package io.slots.benchmarks.scale;

import com.google.common.collect.Maps;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.time.Scheduler;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does everything in its time and remembers nothing, so that what grows is not this. */
final class TirelessPlatform
    implements InstanceRestarter, InstanceProvisioner, HealthProbe, Router {
  private static final Duration RESTART = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofMillis(10);

  private final Scheduler time;

  TirelessPlatform(Scheduler time) {
    this.time = time;
  }

  private <T> CompletionStage<T> after(Duration duration, T answer) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Scheduler.Timer unused = time.after(duration, () -> done.complete(answer));
    return done;
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return after(RESTART, restart.instance());
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return after(RESTART, Instance.of(provision.instance().value(), "http://127.0.0.1:8080"));
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    return after(ANSWER, decommission.instance());
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return after(ANSWER, app);
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    return after(ANSWER, new ProbeAnswer.Responded(200));
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return after(ANSWER, new RoutesAnswer.InForce(table.generation()));
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
