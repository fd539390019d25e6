package io.slots.benchmarks.scale;

import com.google.common.math.PairedStatsAccumulator;
import io.slots.benchmarks.result.Heap;
import io.slots.benchmarks.result.ResultTable;
import io.slots.testkit.simulation.Simulation;
import io.slots.testkit.simulation.SimulationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Operations without end, in virtual time, and how much of the heap is reachable meanwhile: in one
 * engine that lives through them all, and in the worlds of the simulator, where everything goes
 * wrong and engines die.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Operations without end, and the heap meanwhile.")
public final class SoakBenchmark implements Callable<Integer> {
  @Option(
      names = "--operations",
      defaultValue = "200000",
      description = "How many operations in each (${DEFAULT-VALUE}).")
  private long operations = 200_000;

  @Option(
      names = "--samples",
      defaultValue = "100",
      description = "How often the heap is looked at (${DEFAULT-VALUE}).")
  private int samples = 100;

  @Option(
      names = "--in",
      split = ",",
      defaultValue = "engine,worlds",
      description = "In one engine, in worlds of the simulator (${DEFAULT-VALUE}).")
  private List<String> where = List.of();

  @Option(names = "--out", defaultValue = "target/soak.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/soak.csv");

  private final ResultTable curve =
      ResultTable.of("in", "operations", "seconds", "heap_mb", "per_second");
  private final ResultTable summary =
      ResultTable.of(
          "in",
          "operations",
          "seconds",
          "per_second",
          "heap_half_way_mb",
          "heap_at_the_end_mb",
          "growth_bytes_an_operation");

  /** Measures. */
  public static void main(String[] args) {
    // What goes wrong in the worlds is meant to.
    System.setProperty("org.slf4j.simpleLogger.log.io.slots", "off");
    System.exit(new CommandLine(new SoakBenchmark()).execute(args));
  }

  @Override
  public Integer call() {
    if (where.contains("engine")) {
      try (OldEngine engine = new OldEngine()) {
        soak("engine", engine::operation);
      }
    }
    if (where.contains("worlds")) {
      Simulation simulation = Simulation.of(SimulationOptions.defaults());
      long[] seed = {0};
      soak(
          "worlds",
          () ->
              simulation.run(seed[0]++).operations().values().stream()
                  .mapToLong(Integer::longValue)
                  .sum());
    }
    System.out.println(summary);
    System.out.println("(the curve is in " + out + ")");
    return 0;
  }

  /** The file is written again with each sample, so that a run that is ended tells what it saw. */
  private void soak(String in, LongSupplier some) {
    PairedStatsAccumulator secondHalf = new PairedStatsAccumulator();
    long begun = System.nanoTime();
    long done = 0;
    double halfWay = 0;
    double heap = 0;
    for (int sample = 1; sample <= samples; sample++) {
      long until = operations * sample / samples;
      long before = done;
      long since = System.nanoTime();
      while (done < until) {
        done += some.getAsLong();
      }
      double perSecond = (done - before) * 1e9 / (System.nanoTime() - since);
      heap = Heap.used();
      curve.row(in, done, seconds(begun), Heap.megabytes((long) heap), perSecond);
      curve.write(out);
      if (sample == (samples + 1) / 2) {
        halfWay = heap;
      }
      if (sample > samples / 2) {
        secondHalf.add((double) done, heap);
      }
    }
    summary.row(
        in,
        done,
        seconds(begun),
        done / seconds(begun),
        Heap.megabytes((long) halfWay),
        Heap.megabytes((long) heap),
        slope(secondHalf));
  }

  /** How much each operation of the second half has added, by the line that fits best. */
  private static double slope(PairedStatsAccumulator heap) {
    return heap.count() > 1
        ? heap.populationCovariance() / heap.xStats().populationVariance()
        : Double.NaN;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
