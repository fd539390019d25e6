package io.slots.examples.haproxyswap;

import io.slots.examples.stage.ExampleCommand;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads it, checks it, and hands it on as {@link RunOptions}. */
@Command(
    name = "haproxy-swap",
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Swaps two versions of an HTTP service under load: HAProxy routes, PostgreSQL keeps the state.",
      "",
      "Both are started on loopback, with directories of their own, and ended with the run; so are"
          + " the instances, which are child processes. Amid the run the orchestrator is started"
          + " anew and HAProxy is reloaded. Exit status: 0 if no request failed and none was"
          + " answered by the wrong version, 1 if not, 2 if the options are wrong, 3 if there is no"
          + " HAProxy.",
      ""
    })
final class HaproxySwapCommand extends ExampleCommand<RunOptions> {
  @Option(
      names = "--haproxy",
      paramLabel = "FILE",
      description =
          "The program haproxy, 2.6 or later (default: the one on the PATH, then in /usr/sbin).")
  private Optional<Path> haproxy = Optional.empty();

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "2",
      description = "Instances of each slot, 1 to 20 (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "16",
      description = "Connections that ask production, 1 to 512 (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--duration",
      paramLabel = "S",
      defaultValue = "3",
      description =
          "Seconds of load before and after each operation, 1 to 600 (default: ${DEFAULT-VALUE}).")
  private int duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of what is drawn by lot (default: ${DEFAULT-VALUE}).")
  private long seed;

  HaproxySwapCommand(ToIntFunction<RunOptions> run) {
    super(run);
  }

  /** Reads {@code args} and runs; returns the exit status. */
  static int execute(
      ToIntFunction<RunOptions> run, PrintWriter out, PrintWriter err, String... args) {
    return new HaproxySwapCommand(run).execute(out, err, args);
  }

  @Override
  protected RunOptions options() {
    return new RunOptions(
        haproxy.isPresent() ? haproxy.filter(Files::isExecutable) : LocalHaproxy.installed(),
        inRange("--instances", instances, 1, 20),
        inRange("--connections", connections, 1, 512),
        Duration.ofSeconds(inRange("--duration", duration, 1, 600)),
        seed,
        // Not in the module's target: the path of a Unix socket has 107 characters at most.
        Path.of(System.getProperty("java.io.tmpdir")));
  }
}
