package io.slots.benchmarks.peers;

import io.slots.benchmarks.ClosedLoop;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.result.ResultTable;
import io.slots.benchmarks.store.Disk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a swap as users would write it with what there is, beside ours, all in one process and
 * in turn.
 */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "A swap of 2 + 2 instances that answer at once: ours and others, in turn.")
public final class PeersBenchmark implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each has its turn (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long a turn is measured (${DEFAULT-VALUE}).")
  private int seconds = 5;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description =
          "Seconds before the first turn of each; a fifth before the others (${DEFAULT-VALUE}).")
  private int warmUp = 20;

  @Option(names = "--only", defaultValue = "", description = "Only who has this in the name.")
  private String only = "";

  @Option(
      names = "--under-way",
      split = ",",
      defaultValue = "1,64",
      description = "How many swaps at once (${DEFAULT-VALUE}).")
  private List<Integer> underWay = List.of(1, 64);

  @Option(names = "--out", defaultValue = "target/peers.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/peers.csv");

  /** Measures. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PeersBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Disk.tellMachine();
    ResultTable table =
        ResultTable.of("who", "durable", "under_way", "per_second", "p50_ms", "p99_ms", "cpu_us");
    try (Disk disk = new Disk();
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start()) {
      List<Score> scores =
          Contenders.all(server.getPostgresDatabase(), disk.directory()).stream()
              .filter(it -> it.name().contains(only))
              .flatMap(it -> underWay.stream().map(n -> new Score(it, n, new ArrayList<>())))
              .toList();
      for (int round = 1; round <= rounds; round++) {
        for (Score score : scores) {
          score.rounds().add(turn(score, Duration.ofSeconds(round == 1 ? warmUp : warmUp / 5)));
        }
      }
      Report report = new Report(scores);
      underWay.forEach(it -> System.out.println(report.table(it)));
      report.fill(table);
      table.write(out);
    }
    return 0;
  }

  private ClosedLoop.Result turn(Score score, Duration warm) {
    Platform platform = new Platform();
    AtomicInteger swaps = new AtomicInteger();
    try (Contender contender = score.entry().opens().apply(platform, score.underWay())) {
      ClosedLoop.Result result =
          ClosedLoop.measure(
              score.entry().name() + ", " + score.underWay() + " under way",
              score.underWay(),
              warm,
              Duration.ofSeconds(seconds),
              app -> {
                swaps.incrementAndGet();
                return contender.swap(app);
              });
      if (platform.calls() != (long) swaps.get() * Platform.CALLS_A_SWAP) {
        throw new IllegalStateException(
            score.entry().name() + ": " + platform.calls() + " calls in " + swaps + " swaps");
      }
      return result;
    }
  }
}
