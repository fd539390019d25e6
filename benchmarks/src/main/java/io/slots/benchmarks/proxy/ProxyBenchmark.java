package io.slots.benchmarks.proxy;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.slots.benchmarks.load.HaproxyProcess;
import io.slots.benchmarks.result.ResultTable;
import io.slots.benchmarks.result.Samples;
import io.slots.benchmarks.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Requests a second and their latency through the embedded proxy, through the library that it is
 * built on, through HAProxy and through nginx, each on one thread; with switches every so often and
 * without. They have their turns one after the other, again and again, in a closed loop of clients
 * that never retry.
 */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    description = "The embedded proxy beside the library that it is built on, HAProxy and nginx.")
public final class ProxyBenchmark implements Callable<Integer> {
  private static final String OURS = "slots-proxy";
  private static final String LIBRARY = "vertx-http-proxy";

  @Option(
      names = "--connections",
      split = ",",
      defaultValue = "32,256",
      description = "Of how many clients (${DEFAULT-VALUE}).")
  private List<Integer> connections = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each has its turn (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "How long a turn is (${DEFAULT-VALUE}).")
  private int seconds = 4;

  @Option(
      names = "--warm-up",
      defaultValue = "12",
      description = "Seconds of load for each before the first turn (${DEFAULT-VALUE}).")
  private int warmUp = 12;

  @Option(
      names = "--switch-every",
      defaultValue = "50",
      description = "How long a side serves in the turns with switches, in ms (${DEFAULT-VALUE}).")
  private int switchEvery = 50;

  @Option(names = "--out", defaultValue = "target/proxy.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/proxy.csv");

  /** A turn of a round. */
  private record Setting(String who, int clients, boolean switched) {}

  /** Measures. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ProxyBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    ResultTable table =
        ResultTable.of(
            "who",
            "clients",
            "switched",
            "library_times",
            "spread_percent",
            "per_second",
            "p50_ms",
            "p99_ms",
            "p99.9_ms",
            "errors",
            "wrong",
            "switches",
            "reconnected");
    Map<String, Front> fronts = new LinkedHashMap<>();
    try (Disk disk = new Disk();
        Sides sides = Sides.start(disk.directory())) {
      try {
        start(fronts, sides.ports(), disk.directory());
        ListMultimap<Setting, Trial> trials = trials(fronts);
        trials.asMap().keySet().forEach(it -> row(table, it, trials));
      } finally {
        for (Front front : fronts.values()) {
          front.close();
        }
      }
    }
    table.tell(out);
    return 0;
  }

  private static void start(Map<String, Front> fronts, int[] sides, Path directory)
      throws IOException {
    fronts.put(OURS, OurProxy.start(sides));
    fronts.put(LIBRARY, LibraryProxy.start(sides));
    if (HaproxyProcess.executable().isPresent()) {
      fronts.put("HAProxy", HaproxyFront.start(sides, directory));
    } else {
      System.out.println("HAProxy is left out: apt-get install haproxy");
    }
    if (NginxFront.executable().isPresent()) {
      Path executable = NginxFront.executable().orElseThrow();
      fronts.put("nginx", NginxFront.start(executable, sides, directory));
    } else {
      System.out.println("nginx is left out: apt-get install nginx-light");
    }
  }

  private ListMultimap<Setting, Trial> trials(Map<String, Front> fronts) throws IOException {
    for (Map.Entry<String, Front> each : fronts.entrySet()) {
      Trial trial =
          Trial.run(each.getValue(), 64, Duration.ofSeconds(warmUp), Duration.ofMillis(0));
      System.out.println("warm-up: " + each.getKey() + ": " + trial);
    }
    ListMultimap<Setting, Trial> trials =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    for (int round = 1; round <= rounds; round++) {
      for (int clients : connections) {
        for (boolean switched : new boolean[] {false, true}) {
          for (Map.Entry<String, Front> each : fronts.entrySet()) {
            if (!switched || each.getValue().canSwitch()) {
              Setting setting = new Setting(each.getKey(), clients, switched);
              Trial trial =
                  Trial.run(
                      each.getValue(),
                      clients,
                      Duration.ofSeconds(seconds),
                      Duration.ofMillis(switched ? switchEvery : 0));
              System.out.println("round " + round + ": " + setting + ": " + trial);
              trials.put(setting, trial);
            }
          }
        }
      }
    }
    return trials;
  }

  private void row(ResultTable table, Setting setting, ListMultimap<Setting, Trial> trials) {
    List<Trial> all = trials.get(setting);
    // The library's target is fixed: what is switched compares with what it does without.
    List<Trial> library = trials.get(new Setting(LIBRARY, setting.clients(), false));
    Samples times =
        new Samples(
            IntStream.range(0, all.size())
                .mapToObj(round -> all.get(round).perSecond() / library.get(round).perSecond())
                .toList());
    table.row(
        setting.who(),
        setting.clients(),
        setting.switched(),
        times.median(),
        times.spreadPercent(),
        Samples.of(all, Trial::perSecond).median(),
        Samples.of(all, Trial::p50).median(),
        Samples.of(all, Trial::p99).median(),
        Samples.of(all, Trial::p999).median(),
        all.stream().mapToLong(Trial::errors).sum(),
        all.stream().mapToLong(Trial::wrong).sum(),
        all.stream().mapToLong(Trial::switches).sum(),
        all.stream().mapToLong(Trial::reconnected).sum());
  }
}
