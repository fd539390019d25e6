package io.slots.benchmarks.width;

import io.slots.benchmarks.result.Heap;
import io.slots.benchmarks.result.ResultTable;
import io.slots.benchmarks.result.Samples;
import io.slots.benchmarks.store.Disk;
import io.slots.core.store.InMemorySlotStore;
import io.slots.core.time.Scheduler;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.SlotStore;
import io.slots.testkit.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One swap of ever more instances, in virtual time and in real time, and ten thousand swaps of
 * different apps at once: how long beside what their slowest instances take, on how many threads,
 * in how much memory.
 */
@Command(
    name = "width",
    mixinStandardHelpOptions = true,
    description = "Swaps of many instances, and many swaps at once.")
public final class WidthBenchmark implements Callable<Integer> {
  @Option(
      names = "--instances",
      split = ",",
      defaultValue = "1,10,100,1000,10000",
      description = "Of how many instances in each slot (${DEFAULT-VALUE}).")
  private List<Integer> instances = List.of();

  @Option(
      names = "--swaps",
      defaultValue = "10000",
      description = "How many swaps of 2 + 2 instances at once (${DEFAULT-VALUE}).")
  private int swaps = 10_000;

  @Option(
      names = "--restart",
      defaultValue = "1000",
      description = "How long a restart takes, give or take a fifth, in ms (${DEFAULT-VALUE}).")
  private int restart = 1_000;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each is measured, after once that is not (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--out", defaultValue = "target/width.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/width.csv");

  private final ResultTable table =
      ResultTable.of(
          "time",
          "store",
          "swaps",
          "instances",
          "ratio",
          "spread_percent",
          "took_s",
          "slowest_instances_s",
          "cpu_s",
          "threads",
          "heap_added_mb",
          "bytes_an_instance");

  /** Measures. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new WidthBenchmark()).execute(args));
  }

  @Override
  public Integer call() {
    for (int number : instances) {
      VirtualTime virtual = VirtualTime.create();
      measure("virtual", "in memory", InMemorySlotStore.create(), virtual, 1, number);
    }
    for (int number : instances) {
      inRealTime("in memory", InMemorySlotStore.create(), 1, number);
    }
    inRealTime("in memory", InMemorySlotStore.create(), swaps, 2);
    try (Disk disk = new Disk();
        JdbcSlotStore store = JdbcSlotStore.sqlite(disk.directory().resolve("slots.db"))) {
      inRealTime("SQLite", store, swaps, 2);
    }
    table.tell(out);
    return 0;
  }

  private void inRealTime(String kind, SlotStore store, int apps, int number) {
    try (Scheduler real = Scheduler.system()) {
      measure("real", kind, store, real, apps, number);
    }
  }

  /** Twice a round: once for the time, once to look at the heap, which takes time itself. */
  private void measure(
      String time, String kind, SlotStore store, Scheduler scheduler, int apps, int number) {
    List<Width> timed = new ArrayList<>();
    List<Width> looked = new ArrayList<>();
    try (Fleet fleet = new Fleet(store, scheduler, Duration.ofMillis(restart), apps, number)) {
      fleet.swapAll(false);
      for (int round = 0; round < rounds; round++) {
        timed.add(fleet.swapAll(false));
      }
      looked.add(fleet.swapAll(true));
    }
    Samples ratios = Samples.of(timed, Width::ratio);
    long bytes = looked.get(0).bytes();
    table.row(
        time,
        kind,
        apps,
        number,
        ratios.median(),
        ratios.spreadPercent(),
        Samples.of(timed, it -> it.took().toNanos() / 1e9).median(),
        Samples.of(timed, it -> it.slowest().toNanos() / 1e9).median(),
        Samples.of(timed, Width::cpuSeconds).median(),
        timed.stream().mapToInt(Width::threads).max().orElse(0),
        Heap.megabytes(bytes),
        bytes / (2L * apps * number));
    System.out.printf(
        "%s, %s: %,d swaps of %,d instances are measured%n", time, kind, apps, number);
  }
}
