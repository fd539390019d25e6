package io.slots.benchmarks.routing;

import io.slots.benchmarks.floor.CountingMap;
import io.slots.proxy.admission.Admission;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A routing decision among 100 apps, beside the same by hand; and a switch of two slots. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RoutingBenchmark {
  private static final int APPS = 100;

  /** How many instances a slot has. */
  @Param({"1", "3"})
  public int instances;

  /** Read with each request, so that nothing is known when this is compiled. */
  public String host = "shop42.test";

  private Router router = Router.of(0, 1);
  private CountingMap byHand = CountingMap.of(0, 1);
  private TwoTables tables = new TwoTables("swapped", 1);

  /** Makes the routes. */
  @Setup
  public void setUp() {
    router = Router.of(APPS, instances);
    byHand = CountingMap.of(APPS, instances);
    tables = new TwoTables("swapped", instances);
  }

  /** A request is admitted, counted at its instance, and counted off. */
  @Benchmark
  public Admission decision() {
    return router.decide(host);
  }

  /** The same by hand. */
  @Benchmark
  public CountingMap.Server byHand() {
    return byHand.decide(host);
  }

  /** The least: the host is found. */
  @Benchmark
  public @Nullable Object lookUp() {
    return byHand.find(host);
  }

  /** Production and staging change places. */
  @Benchmark
  public void flip() {
    router.publish(tables.next());
  }
}
