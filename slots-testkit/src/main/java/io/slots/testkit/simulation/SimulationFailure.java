package io.slots.testkit.simulation;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** A rule was broken in a simulation. The message tells how to repeat it. */
public final class SimulationFailure extends AssertionError {
  @Serial private static final long serialVersionUID = 1;

  /** How much of the trace is told. */
  private static final int LINES = 60;

  private final String rule;
  private final String repetition;

  SimulationFailure(long seed, Script script, Script all, Throwable cause, List<String> trace) {
    super(message(seed, script, all, cause, trace), cause);
    this.rule = rule(cause);
    this.repetition = repetition(seed, script);
  }

  /** Which rule was broken: {@code S9.1 production is warm}. */
  public String rule() {
    return rule;
  }

  /** The line to paste that repeats it. */
  public String repetition() {
    return repetition;
  }

  static String rule(Throwable cause) {
    return cause instanceof BrokenRule broken ? broken.rule() : cause.getClass().getSimpleName();
  }

  private static String repetition(long seed, Script script) {
    return "Simulation.of(options).replay("
        + seed
        + "L, \""
        + Joiner.on(' ').join(script.numbers())
        + "\")";
  }

  /** Whoever polls is told of once. */
  private static List<String> last(List<String> trace) {
    List<String> last = new ArrayList<>();
    String before = "";
    for (int i = trace.size() - 1; i >= 0 && last.size() < LINES; i--) {
      String line = trace.get(i);
      String what = line.substring(line.indexOf(' '));
      if (!what.equals(before)) {
        last.add(line);
      }
      before = what;
    }
    return Lists.reverse(last);
  }

  private static String message(
      long seed, Script script, Script all, Throwable cause, List<String> trace) {
    List<String> last = last(trace);
    return cause
        + "\nin the simulation of seed "
        + seed
        + "; it takes these "
        + script.lines().size()
        + " of "
        + all.lines().size()
        + " lines of the script:\n  "
        + Joiner.on("\n  ").join(script.lines())
        + "\nthe last that happened:\n  "
        + Joiner.on("\n  ").join(last)
        + "\nto repeat it, with the same options:\n  "
        + repetition(seed, script);
  }
}
