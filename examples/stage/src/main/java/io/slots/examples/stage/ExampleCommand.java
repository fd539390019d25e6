package io.slots.examples.stage;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of an example: reads it, checks it, and hands it on as options.
 *
 * @param <O> the options
 */
public abstract class ExampleCommand<O> implements Callable<Integer> {
  private final ToIntFunction<O> run;

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  /** Hands the options on to {@code run}, which returns the exit status. */
  protected ExampleCommand(ToIntFunction<O> run) {
    this.run = run;
  }

  /** Reads {@code args} and runs; returns the exit status. */
  protected int execute(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(this)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (problem, given) -> {
              err.println(problem.getMessage());
              err.println(spec.name() + " --help tells more.");
              return CommandLine.ExitCode.USAGE;
            })
        .execute(args);
  }

  @Override
  public final Integer call() {
    return run.applyAsInt(options());
  }

  /** The options that were read, if they are good. */
  protected abstract O options();

  /** Returns {@code value}, if it is in its range. */
  protected final int inRange(String name, int value, int least, int most) {
    require(
        value >= least && value <= most,
        name + " " + value + ": the least is " + least + ", the most is " + most);
    return value;
  }

  /** Refuses to run, unless {@code condition} is so. */
  protected final void require(boolean condition, String problem) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), problem);
    }
  }
}
