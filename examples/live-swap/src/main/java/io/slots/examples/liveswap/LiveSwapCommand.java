package io.slots.examples.liveswap;

import io.slots.examples.stage.ClassFolder;
import io.slots.examples.stage.ExampleCommand;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads it, checks it, and hands it on as {@link RunOptions}. */
@Command(
    name = "live-swap",
    usageHelpWidth = 100,
    sortOptions = false,
    description = {
      "Swaps two versions of an HTTP service under load, swaps them back, and tries a broken one.",
      "",
      "The instances are child processes on loopback, behind a proxy. Exit status: 0 if no request"
          + " failed and none was answered by the wrong version, 1 if not, 2 if the options are"
          + " wrong.",
      ""
    })
final class LiveSwapCommand extends ExampleCommand<RunOptions> {
  @Option(
      names = "--v1",
      paramLabel = "CMD",
      description = {
        "Your own service as v1, by its command line, which sh runs. It listens on 127.0.0.1 at"
            + " $PORT, and names its version ($SLOTS_CONTENT_VERSION) in the header X-Version;"
            + " without it, v1 and v2 must answer with different, constant bodies."
      })
  private Optional<String> v1 = Optional.empty();

  @Option(names = "--v2", paramLabel = "CMD", description = "Your own service as v2.")
  private Optional<String> v2 = Optional.empty();

  @Option(
      names = "--v3",
      paramLabel = "CMD",
      description =
          "Your own broken v3, which does not start with production's settings. The bundled one"
              + " needs the app setting REPORTING_URL, which only staging has.")
  private Optional<String> v3 = Optional.empty();

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
      names = "--pause",
      paramLabel = "MS",
      defaultValue = "10",
      description =
          "Milliseconds between an answer and the connection's next request, 0 to 10000"
              + " (default: ${DEFAULT-VALUE}).")
  private int pause;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description =
          "What your own services are asked for; may be given several times (default: /).")
  private List<String> paths = List.of();

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

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Where the picture goes (default: live-swap.svg in the example's target).")
  private Optional<Path> svg = Optional.empty();

  LiveSwapCommand(ToIntFunction<RunOptions> run) {
    super(run);
  }

  /** Reads {@code args} and runs; returns the exit status. */
  static int execute(
      ToIntFunction<RunOptions> run, PrintWriter out, PrintWriter err, String... args) {
    return new LiveSwapCommand(run).execute(out, err, args);
  }

  @Override
  protected RunOptions options() {
    check();
    Optional<Path> target = ClassFolder.target(LiveSwap.class);
    return new RunOptions(
        v1,
        v2,
        v3,
        inRange("--instances", instances, 1, 20),
        inRange("--connections", connections, 1, 512),
        Duration.ofMillis(inRange("--pause", pause, 0, 10_000)),
        paths.isEmpty() ? List.of("/") : paths,
        Duration.ofSeconds(inRange("--duration", duration, 1, 600)),
        seed,
        svg.orElse(target.orElse(Path.of("")).resolve("live-swap.svg")).toAbsolutePath(),
        target.orElse(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  private void check() {
    require(v1.isPresent() == v2.isPresent(), "--v1 and --v2 go together");
    for (Optional<String> commandLine : List.of(v1, v2, v3)) {
      require(commandLine.filter(String::isBlank).isEmpty(), "a command line is blank");
    }
    require(paths.isEmpty() || v1.isPresent(), "--path is for your own --v1 and --v2");
    for (String path : paths) {
      require(path.startsWith("/"), "--path " + path + ": a path starts with \"/\"");
    }
    svg.ifPresent(this::checkWritable);
  }

  private void checkWritable(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    require(
        directory != null && Files.isDirectory(directory) && Files.isWritable(directory),
        "--svg " + file + ": there is no directory for it that can be written");
    require(!Files.isDirectory(file), "--svg " + file + " is a directory");
  }
}
