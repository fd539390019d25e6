package io.slots.benchmarks.charts;

import static io.slots.benchmarks.charts.Drawing.linear;
import static io.slots.benchmarks.charts.Drawing.logarithmic;

import io.slots.benchmarks.charts.Values.Row;
import io.slots.benchmarks.result.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jfree.chart.JFreeChart;

/** Draws every result file that is there, and says which are not. */
public final class Charts {
  private static final Path RESULTS = Path.of("target");
  private static final Path PEERS = Path.of("peers/target");
  private static final Path CHARTS = Path.of("charts");

  private Charts() {}

  /** Draws. */
  public static void main(String[] ignored) throws IOException {
    draw(PEERS.resolve("peers.csv"), Map.of("engine", Charts::engine));
    draw(RESULTS.resolve("width.csv"), Map.of("width", Charts::width));
    draw(
        RESULTS.resolve("proxy.csv"),
        new TreeMap<>(
            Map.of("proxy-requests", Charts::requests, "proxy-latency", Charts::latency)));
    draw(PEERS.resolve("flips.csv"), Map.of("flips", Charts::flips));
    draw(
        RESULTS.resolve("scale.csv"),
        new TreeMap<>(Map.of("scale-time", Charts::times, "scale-heap", Charts::heap)));
    draw(RESULTS.resolve("soak.csv"), Map.of("soak", Charts::soak));
    draw(RESULTS.resolve("soak-worlds.csv"), Map.of("soak-worlds", Charts::soak));
  }

  private static void draw(Path results, Map<String, BiFunction<Values, String, JFreeChart>> charts)
      throws IOException {
    Optional<ResultFile> file = ResultFile.read(results);
    if (file.isEmpty()) {
      System.out.println(results + " is not there: no " + String.join(", no ", charts.keySet()));
      return;
    }
    for (Map.Entry<String, BiFunction<Values, String, JFreeChart>> chart : charts.entrySet()) {
      Path svg = CHARTS.resolve(chart.getKey() + ".svg");
      Values values = new Values(file.get());
      Drawing.write(chart.getValue().apply(values, file.get().machine()), svg);
      System.out.println(svg + " of " + results);
    }
  }

  private static JFreeChart engine(Values values, String machine) {
    return new Drawing("Swaps a second, by number under way", machine)
        .bars(
            values.medians("per_second", "who", "under_way"),
            logarithmic("swaps a second (median of the rounds)", 1));
  }

  private static JFreeChart width(Values values, String machine) {
    return new Drawing("One swap: time over what its slowest instances take", machine)
        .lines(
            values.points(
                row -> row.text("swaps").equals("1"),
                row -> row.text("time") + " time",
                row -> row.number("instances"),
                row -> row.number("ratio")),
            logarithmic("instances in each slot", 1),
            linear("times the slowest instances' time"));
  }

  private static JFreeChart requests(Values values, String machine) {
    return new Drawing("Requests a second through a proxy on one thread", machine)
        .bars(
            values.bars(
                row -> true, Row.named("who"), Charts::setting, row -> row.number("per_second")),
            linear("requests a second"));
  }

  private static JFreeChart latency(Values values, String machine) {
    return new Drawing("99 of 100 requests took at most", machine)
        .bars(
            values.bars(
                row -> true, Row.named("who"), Charts::setting, row -> row.number("p99_ms")),
            linear("ms"));
  }

  private static String setting(Row row) {
    return row.text("clients")
        + " clients"
        + (Boolean.parseBoolean(row.text("switched")) ? ", switched" : "");
  }

  private static JFreeChart flips(Values values, String machine) {
    return new Drawing("Switches of two slots' routes a second, without network", machine)
        .bars(
            values.bars(
                row -> true,
                row -> "in turn, the median",
                Row.named("who"),
                row -> row.number("per_second")),
            linear("switches a second, on one thread"));
  }

  private static JFreeChart times(Values values, String machine) {
    return new Drawing("With ever more apps: start-up, and recovery of 1 % under way", machine)
        .lines(
            values.union(
                "apps",
                Map.of(
                    "start-up", "start_up_ms",
                    "recovery", "recovery_ms",
                    "one swap", "swap_ms"),
                "store"),
            logarithmic("apps", 100),
            logarithmic("ms", 0.01));
  }

  private static JFreeChart heap(Values values, String machine) {
    return new Drawing("With ever more apps: heap", machine)
        .lines(
            values.points(
                row -> true,
                Row.named("store"),
                row -> row.number("apps"),
                row -> row.number("heap_mb")),
            logarithmic("apps", 100),
            logarithmic("MB", 0.1));
  }

  private static JFreeChart soak(Values values, String machine) {
    return new Drawing("Heap after collection, over operations", machine)
        .lines(
            values.points(
                row -> true,
                row -> "in " + (row.text("in").equals("engine") ? "one engine" : row.text("in")),
                row -> row.number("operations"),
                row -> row.number("heap_mb")),
            linear("operations"),
            linear("MB"));
  }
}
