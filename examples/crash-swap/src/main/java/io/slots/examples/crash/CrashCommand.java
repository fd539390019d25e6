package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.examples.stage.ClassFolder;
import io.slots.examples.stage.ExampleCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads it, checks it, and hands it on as {@link RunOptions}. */
@Command(
    name = "crash-swap",
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Kills orchestrators in the middle of swaps, under load, and looks at what becomes of the swaps"
          + " and of the requests.",
      "",
      "All processes are on loopback. Exit status: 0 if no request failed, none was answered by the"
          + " wrong version, and each swap was reverted (before the switch) or carried on (from the"
          + " switch on) when its orchestrator was killed; 1 if not; 2 if the options are wrong.",
      ""
    })
final class CrashCommand extends ExampleCommand<RunOptions> {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration LEASE = Duration.ofSeconds(2);

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "sqlite",
      description =
          "sqlite: one orchestrator on a file, started again after each kill. postgresql: two on a"
              + " database, which is started for the run; one of them is killed, or made to stand"
              + " still for longer than its lease, and the other takes over (default:"
              + " ${DEFAULT-VALUE}).")
  private StoreAddress.Kind store = StoreAddress.Kind.SQLITE;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many kills, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "2",
      description = "Instances of each slot, 1 to 20 (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description = "Connections that ask production, 1 to 512 (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of what is drawn by lot (default: ${DEFAULT-VALUE}).")
  private long seed;

  CrashCommand(ToIntFunction<RunOptions> run) {
    super(run);
  }

  /** Reads {@code args} and runs; returns the exit status. */
  static int execute(
      ToIntFunction<RunOptions> run, PrintWriter out, PrintWriter err, String... args) {
    return new CrashCommand(run).execute(out, err, args);
  }

  @Override
  protected RunOptions options() {
    return new RunOptions(
        inRange("--kills", kills, 1, 10_000),
        store,
        inRange("--instances", instances, 1, 20),
        inRange("--connections", connections, 1, 512),
        PAUSE,
        LEASE,
        seed,
        ClassFolder.target(CrashSwap.class).orElse(Path.of(System.getProperty("java.io.tmpdir"))));
  }
}
