package io.slots.examples.promote;

import io.slots.examples.stage.ClassFolder;
import io.slots.examples.stage.ExampleCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads it, checks it, and hands it on as {@link RunOptions}. */
@Command(
    name = "preview-and-promote",
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Promotes one version of an HTTP service after the other, under load: by a swap with preview,"
          + " after a trial with a share of the traffic, automatically, and with a way back that"
          + " restarts nothing.",
      "",
      "The instances are child processes on loopback, behind a proxy. Exit status: 0 if all went as"
          + " told, no request failed and none was answered by the wrong version; 1 if not; 2 if"
          + " the options are wrong.",
      ""
    })
final class PromoteCommand extends ExampleCommand<RunOptions> {
  private static final Duration PAUSE = Duration.ofMillis(10);

  @Option(
      names = "--quick",
      description = "Less of everything: a run of some 20 seconds in the place of a minute.")
  private boolean quick;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = "Instances of each slot, 1 to 20 (default: 2, quick 1).")
  private Optional<Integer> instances = Optional.empty();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections that ask production, 1 to 512 (default: 16, quick 8).")
  private Optional<Integer> connections = Optional.empty();

  @Option(
      names = "--clients",
      paramLabel = "N",
      description =
          "Clients that come while staging has a share, 20 to 10000 (default: 300, quick 60).")
  private Optional<Integer> clients = Optional.empty();

  @Option(
      names = "--keep-warm",
      paramLabel = "S",
      description =
          "Seconds for which a swap can be rolled back without a restart, 1 to 600 (default: 10,"
              + " quick 3).")
  private Optional<Integer> keepWarm = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Seed of what the load draws by lot (default: ${DEFAULT-VALUE}).")
  private long seed;

  PromoteCommand(ToIntFunction<RunOptions> run) {
    super(run);
  }

  /** Reads {@code args} and runs; returns the exit status. */
  static int execute(
      ToIntFunction<RunOptions> run, PrintWriter out, PrintWriter err, String... args) {
    return new PromoteCommand(run).execute(out, err, args);
  }

  @Override
  protected RunOptions options() {
    return new RunOptions(
        inRange("--instances", instances.orElse(quick ? 1 : 2), 1, 20),
        inRange("--connections", connections.orElse(quick ? 8 : 16), 1, 512),
        PAUSE,
        inRange("--clients", clients.orElse(quick ? 60 : 300), 20, 10_000),
        Duration.ofMillis(quick ? 100 : 700),
        Duration.ofMillis(quick ? 50 : 300),
        Duration.ofMillis(quick ? 200 : 1_000),
        Duration.ofSeconds(inRange("--keep-warm", keepWarm.orElse(quick ? 3 : 10), 1, 600)),
        seed,
        ClassFolder.target(PromoteCommand.class)
            .orElse(Path.of(System.getProperty("java.io.tmpdir"))));
  }
}
