package io.slots.benchmarks.routing;

import com.google.common.base.Preconditions;
import io.slots.benchmarks.result.ResultTable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link RoutingBenchmark} under JMH, with an eye on memory, and compares. */
public final class DecisionBenchmark {
  private static final Path OUT = Path.of("target/routing-decision.csv");

  private DecisionBenchmark() {}

  /** Measures; arguments are JMH's. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    ResultTable table =
        ResultTable.of("what", "instances", "by_hand_times", "ns", "error_ns", "bytes");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include(RoutingBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Map<String, Double> byHand = new TreeMap<>();
    for (RunResult result : results) {
      if (name(result).equals("byHand")) {
        byHand.put(instances(result), result.getPrimaryResult().getScore());
      }
    }
    for (RunResult result : results) {
      table.row(
          name(result),
          Integer.valueOf(instances(result)),
          result.getPrimaryResult().getScore() / byHand.getOrDefault(instances(result), Double.NaN),
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError(),
          Preconditions.checkNotNull(
                  result.getSecondaryResults().get("gc.alloc.rate.norm"), "JMH counts no bytes")
              .getScore());
    }
    table.tell(OUT);
  }

  private static String name(RunResult result) {
    String name = result.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String instances(RunResult result) {
    return result.getParams().getParam("instances");
  }
}
