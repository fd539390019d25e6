package io.slots.server;

import io.slots.server.access.Role;
import io.slots.server.access.Tokens;
import io.slots.server.demo.Demo;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line: serves, unless a subcommand says otherwise. */
@Command(
    name = "slots-server",
    mixinStandardHelpOptions = true,
    version = "slots-server 0.1.0",
    description = {
      "Deployment slots over HTTP: an API of its own below /api/v1, and one that Azure's clients can"
          + " drive. Options may also stand in a file: slots-server @server.args"
    },
    subcommands = {ServerCommand.TokenCommand.class, HaproxyCommand.class})
final class ServerCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--demo",
      description = "Puts an app \"shop\" there, with v1 in production and v2 in staging.")
  private boolean demo;

  private ServerCommand(PrintStream out) {
    this.out = out;
  }

  static int run(String... args) {
    return run(new PrintWriter(System.err, true, Charset.defaultCharset()), args);
  }

  static int run(PrintWriter err, String... args) {
    return new CommandLine(new ServerCommand(System.out))
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              // What is wrong with files, ports and databases is for people, not for developers.
              command.getErr().println(command.getCommandName() + ": " + causes(problem));
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(args);
  }

  private static String causes(Throwable problem) {
    StringBuilder text = new StringBuilder(String.valueOf(problem.getMessage()));
    for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(cause.getMessage());
    }
    return text.toString();
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = options.config();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(stop, stopped), "stop");
    try (SlotsServer server = SlotsServer.start(config, Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(hook);
      if (demo) {
        new Demo(server.slots(), server.packages()).play(config.domain());
      }
      tell(server, config);
      stop.await();
    } finally {
      stopped.countDown();
    }
    return CommandLine.ExitCode.OK;
  }

  /** The JVM ends when its hooks have: so they wait until the server has. */
  private static void stop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(SlotsServer server, ServerConfig config) {
    Path directory = config.platform().directory();
    out.println("serves at     " + server.address() + "/api/v1/openapi.json");
    server
        .proxy()
        .ifPresent(
            it ->
                out.println(
                    "slots are at  http://<app>[-<slot>]." + config.domain() + ":" + it.getPort()));
    out.println("keeps all in  " + directory.toAbsolutePath());
    out.println("owner's token " + directory.resolve(SlotsServer.OWNER_TOKEN).toAbsolutePath());
    out.println("Ctrl-C ends it.");
  }

  /** Makes a token, on the machine itself: whoever can write the file may. */
  @Command(
      name = "token",
      mixinStandardHelpOptions = true,
      description =
          "Makes a token and prints it, once. A server that runs on that directory knows it at"
              + " once.")
  static final class TokenCommand implements Callable<Integer> {
    @Option(names = "--directory", required = true, description = "The server's directory.")
    private @Nullable Path directory;

    @Option(names = "--name", required = true, description = "What people call it.")
    private String name = "";

    @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable Role role;

    @Option(names = "--days", description = "For how many days it is good; for ever if not given.")
    private @Nullable Integer days;

    @Override
    public Integer call() {
      if (directory == null || role == null) {
        throw new IllegalStateException("picocli asks for what is required");
      }
      Tokens tokens = Tokens.in(directory.resolve("tokens.json"), Clock.systemUTC());
      Tokens.Made made = tokens.make(name, role, Optional.ofNullable(days).map(Duration::ofDays));
      PrintStream console = new PrintStream(System.out, true, Charset.defaultCharset());
      console.println(made.text());
      return CommandLine.ExitCode.OK;
    }
  }
}
