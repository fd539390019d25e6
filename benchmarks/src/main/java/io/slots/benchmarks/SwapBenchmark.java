package io.slots.benchmarks;

import com.google.common.collect.Maps;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole swap of 2+2 instances with SPIs that answer at once and the store in memory: what the
 * engine itself costs. With sticky settings all six steps run and four instances restart; without,
 * the three that always run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SwapBenchmark {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final AppName STICKY = AppName.of("sticky");
  private static final AppName PLAIN = AppName.of("plain");

  private final Slots onOneThread = engine(new CallerScheduler());
  private final Slots onWorkers = engine(null);

  private static Slots engine(@org.jspecify.annotations.Nullable CallerScheduler scheduler) {
    InstanceRestarter restarter =
        (restart, call) -> CompletableFuture.completedFuture(restart.instance());
    HealthProbe probe =
        (asked, call) -> CompletableFuture.completedFuture(new ProbeAnswer.Responded(200));
    Slots.Builder builder =
        Slots.builder().restarter(restarter).probe(probe).router(new InstantRouter());
    return (scheduler == null ? builder : builder.scheduler(scheduler)).build();
  }

  /** Makes the apps. */
  @Setup
  public void setUp() {
    for (Slots slots : List.of(onOneThread, onWorkers)) {
      for (AppName name : List.of(STICKY, PLAIN)) {
        slots.apps().create(App.of(name, Plan.premium(2)));
        slots.slots().create(name, STAGING);
        slots
            .slots()
            .deploy(name, SlotName.PRODUCTION, Content.of("v1"), instances(name, 1))
            .await();
        slots.slots().deploy(name, STAGING, Content.of("v2"), instances(name, 3)).await();
      }
      slots
          .slots()
          .configure(STICKY, SlotName.PRODUCTION, SettingsChange.setSticky(Setting.of("DB", "p")));
      slots.slots().configure(STICKY, STAGING, SettingsChange.setSticky(Setting.of("DB", "s")));
    }
  }

  private static List<Instance> instances(AppName app, int first) {
    return List.of(instance(app, first), instance(app, first + 1));
  }

  private static Instance instance(AppName app, int number) {
    return Instance.of(app + "-" + number, "http://127.0.0.1:" + (20_000 + number));
  }

  /** Ends the engines. */
  @TearDown
  public void tearDown() {
    onOneThread.close();
    onWorkers.close();
  }

  /**
   * All steps, four restarts; the loop runs on the caller's thread, so this is the cost on one
   * core.
   */
  @Benchmark
  public Outcome stickyOnOneThread() {
    return onOneThread.swaps().swap(SwapRequest.of(STICKY, STAGING)).await();
  }

  /** No sticky settings, no restart; the loop runs on the caller's thread. */
  @Benchmark
  public Outcome plainOnOneThread() {
    return onOneThread.swaps().swap(SwapRequest.of(PLAIN, STAGING)).await();
  }

  /** All steps, four restarts; as built by default, so the hand-over between threads counts. */
  @Benchmark
  public Outcome stickyOnWorkers() {
    return onWorkers.swaps().swap(SwapRequest.of(STICKY, STAGING)).await();
  }

  private static final class InstantRouter implements Router {
    @Override
    public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
      return CompletableFuture.completedFuture(new RoutesAnswer.InForce(table.generation()));
    }

    @Override
    public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Map<io.slots.app.InstanceId, Integer>> inFlight(
        AppName app, Set<io.slots.app.InstanceId> instances) {
      return CompletableFuture.completedFuture(Maps.toMap(instances, id -> 0));
    }
  }
}
