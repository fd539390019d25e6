package io.slots.slotctl;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The command line. */
@Command(
    name = "slotctl",
    mixinStandardHelpOptions = true,
    version = "slotctl 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    scope = CommandLine.ScopeType.INHERIT,
    description = "Deployment slots from a terminal: what a slots server does.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  done, or as it was asked to be",
      "  1  an operation ended, and what was asked for is not so: reverted, degraded",
      "  2  the command line is wrong, or a question was not answered with yes",
      "  3  there is no such app, slot or operation",
      "  4  a rule refuses it, or it conflicts with what is under way",
      "  5  no token, or one that may not do this",
      "  6  the server cannot be reached, or does not work",
      "  7  slotctl itself has failed: a defect; --stacktrace shows where",
      "",
      "Apps and slots are told apart without regard to letter case. The slot \"production\" is",
      "there always. \"slotctl COMMAND --help\" has examples.",
    })
public final class Slotctl {
  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads the options into it.
  private final Connection connection;

  private Slotctl(Connection connection) {
    this.connection = connection;
  }

  /** Runs the command line, and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal =
        Terminal.of(
            System.console(),
            new PrintWriter(System.out, true, Charset.defaultCharset()),
            new PrintWriter(System.err, true, Charset.defaultCharset()));
    System.exit(run(terminal, System.getenv(), args));
  }

  static int run(Terminal terminal, Map<String, String> environment, String... args) {
    Connection connection = new Connection(environment);
    int code = commandLine(connection, terminal).execute(args);
    try {
      connection.close();
      return code;
    } catch (RuntimeException e) {
      int failed = unexpected(e, connection, terminal.err());
      return code == ExitCodes.OK ? failed : code;
    }
  }

  private static CommandLine commandLine(Connection connection, Terminal terminal) {
    Session session = new Session(connection, terminal);
    return new CommandLine(new Slotctl(connection))
        .addSubcommand(new AppCommand(session))
        .addSubcommand(new SlotCommand(session))
        .addSubcommand(new DeployCommand(session))
        .addSubcommand(new SettingsCommand(session))
        .addSubcommand(new SwapCommand(session))
        .addSubcommand(new DiffCommand(session))
        .addSubcommand(new AutoSwapCommand(session))
        .addSubcommand(new TrafficCommand(session))
        .addSubcommand(new OperationCommand(session))
        .addSubcommand(new HistoryCommand(session))
        .addSubcommand(new RollbackCommand(session))
        .addSubcommand("completion", new AutoComplete.GenerateCompletion())
        .addSubcommand(new HelpCommand())
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> told(problem, connection, terminal.err()));
  }

  private static int told(Exception problem, Connection connection, PrintWriter err) {
    if (problem instanceof CommandException known) {
      err.println("slotctl: " + Words.inLines(String.valueOf(known.getMessage())));
      return known.exitCode();
    }
    return unexpected(problem, connection, err);
  }

  /** Its message is not shown unless that is wanted: nobody knows what it holds. */
  static int unexpected(Exception problem, Connection connection, PrintWriter err) {
    StackTraceElement[] trace = problem.getStackTrace();
    err.println(
        "slotctl: unexpected "
            + problem.getClass().getSimpleName()
            + (trace.length == 0 ? "" : " in " + trace[0])
            + ": a defect of slotctl"
            + (connection.stackTrace() ? "" : "; --stacktrace shows where"));
    if (connection.stackTrace()) {
      problem.printStackTrace(err);
    }
    return ExitCodes.UNEXPECTED;
  }
}
