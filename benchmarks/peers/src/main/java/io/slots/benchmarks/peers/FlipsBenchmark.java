package io.slots.benchmarks.peers;

import io.slots.OperationId;
import io.slots.benchmarks.result.ResultTable;
import io.slots.benchmarks.result.Samples;
import io.slots.benchmarks.result.Turns;
import io.slots.benchmarks.result.Turns.Turn;
import io.slots.benchmarks.routing.Router;
import io.slots.benchmarks.routing.TwoTables;
import io.slots.effect.RoutesAnswer;
import io.slots.proxy.EmbeddedProxy;
import io.slots.spi.Call;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How often a second production and staging change places in a router's tables, without any
 * network: ours, whose switch is in force when it returns, and java-control-plane's snapshot cache,
 * which still has to send it.
 */
@Command(
    name = "flips",
    mixinStandardHelpOptions = true,
    description = "Switches a second: ours and java-control-plane's, in turn.")
public final class FlipsBenchmark implements Callable<Integer> {
  private static final String FLOOR = "java-control-plane, one Envoy that asks";
  private static final Call CALL = new Call(OperationId.of("op-1"), 1, 1);

  @Option(names = "--rounds", defaultValue = "9", description = "Turns of each (${DEFAULT-VALUE}).")
  private int rounds = 9;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "How long a turn is (${DEFAULT-VALUE}).")
  private int seconds = 2;

  @Option(
      names = "--warm-up",
      defaultValue = "8",
      description = "Seconds before the first turn of each (${DEFAULT-VALUE}).")
  private int warmUp = 8;

  @Option(
      names = "--instances",
      defaultValue = "2",
      description = "How many instances a slot has (${DEFAULT-VALUE}).")
  private int instances = 2;

  @Option(names = "--out", defaultValue = "target/flips.csv", description = "${DEFAULT-VALUE}")
  private Path out = Path.of("target/flips.csv");

  /** Measures. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FlipsBenchmark()).execute(args));
  }

  @Override
  public Integer call() {
    ResultTable table =
        ResultTable.of("who", "peer_times", "per_second", "spread_percent", "cpu_us", "bytes_each");
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try (EmbeddedProxy proxy = EmbeddedProxy.builder().eventLoops(1).vertx(vertx).start()) {
      Router router = Router.of(0, instances);
      TwoTables routed = new TwoTables("shop", instances);
      TwoTables proxied = new TwoTables("shop", instances);
      ControlPlane unwatched = new ControlPlane(instances, false);
      ControlPlane watched = new ControlPlane(instances, true);
      Map<String, List<Turn>> turns =
          new Turns()
              .with("ours: the table alone", 100, times(() -> router.publish(routed.next())))
              .with("ours: the embedded proxy", 100, proxied(vertx, proxy, proxied))
              .with("java-control-plane, nobody asks", 100, times(unwatched::flip))
              .with(FLOOR, 100, times(watched::flip))
              .run(rounds, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
      double peer = Samples.of(turns.getOrDefault(FLOOR, List.of()), Turn::perSecond).median();
      turns.forEach(
          (who, all) -> {
            Samples perSecond = Samples.of(all, Turn::perSecond);
            table.row(
                who,
                perSecond.median() / peer,
                perSecond.median(),
                perSecond.spreadPercent(),
                Samples.of(all, Turn::cpu).median() / 1e3,
                Samples.of(all, Turn::bytes).median());
          });
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    table.tell(out);
    return 0;
  }

  private static IntConsumer times(Runnable flip) {
    return number -> {
      for (int i = 0; i < number; i++) {
        flip.run();
      }
    };
  }

  /**
   * Who publishes does not wait for the event loop to hear of it; a hundred at a time, this does.
   */
  private static IntConsumer proxied(Vertx vertx, EmbeddedProxy proxy, TwoTables tables) {
    IntConsumer publishes = times(() -> publish(proxy, tables));
    return number -> {
      publishes.accept(number);
      CompletableFuture<Void> heard = new CompletableFuture<>();
      vertx.runOnContext(nothing -> heard.complete(null));
      heard.join();
    };
  }

  private static void publish(EmbeddedProxy proxy, TwoTables tables) {
    RoutesAnswer answer = proxy.publish(tables.next(), CALL).toCompletableFuture().join();
    if (!(answer instanceof RoutesAnswer.InForce)) {
      throw new IllegalStateException(answer.toString());
    }
  }
}
