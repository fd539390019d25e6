package io.slots.benchmarks.scale;

import io.slots.benchmarks.result.Heap;
import io.slots.benchmarks.result.ResultTable;
import io.slots.benchmarks.store.Disk;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ever more apps, in memory and on SQLite: the curve of all that could grow with them. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = "Start-up, heap, list, one swap and recovery with ever more apps.")
public final class ScaleBenchmark implements Callable<Integer> {
  @Option(
      names = "--apps",
      split = ",",
      defaultValue = "100,1000,10000,100000",
      description = "How many apps (${DEFAULT-VALUE}).")
  private List<Integer> apps = List.of();

  @Option(
      names = "--warm-up",
      defaultValue = "2000",
      description =
          "How many apps to do all that with before, for the compiler (${DEFAULT-VALUE}).")
  private int warmUp = 2_000;

  @Option(names = "--out", defaultValue = "target/scale.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/scale.csv");

  /** Measures. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ScaleBenchmark()).execute(args));
  }

  @Override
  public Integer call() {
    ResultTable table =
        ResultTable.of(
            "store",
            "apps",
            "start_up_ms",
            "list_ms",
            "get_us",
            "swap_ms",
            "heap_mb",
            "bytes_an_app",
            "under_way",
            "recovery_ms");
    measure("in memory", warmUp);
    measure("SQLite", warmUp);
    for (String store : List.of("in memory", "SQLite")) {
      for (int number : apps) {
        Scale scale = measure(store, number);
        table.row(
            store,
            number,
            scale.startUpMs(),
            scale.listMs(),
            scale.getUs(),
            scale.swapMs(),
            Heap.megabytes(scale.heapBytes()),
            scale.heapBytes() / number,
            scale.underWay(),
            scale.recoveryMs());
      }
    }
    table.tell(out);
    return 0;
  }

  private static Scale measure(String store, int apps) {
    try (Disk disk = new Disk()) {
      Reopened opened =
          store.equals("SQLite")
              ? Reopened.sqlite(disk.directory().resolve("slots.db"))
              : Reopened.inMemory();
      Scale scale = Scale.measure(opened, apps);
      System.out.println(store + ", " + apps + " apps: " + scale);
      return scale;
    }
  }
}
