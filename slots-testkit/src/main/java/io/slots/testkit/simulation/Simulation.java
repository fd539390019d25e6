package io.slots.testkit.simulation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import io.slots.core.Slots;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A simulated world in which several engines look after many apps on one store, while instances
 * die, calls fail or hang, answers are lost, the store is away, engines die and stand still, clocks
 * jump, users want everything, and requests flow. After everything that happens the rules of the
 * library are looked at.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(SimulationOptions.defaults());
 * SimulationReport report = simulation.run(42);
 * }</pre>
 *
 * <p>One seed gives one world: the same, event by event, on every run. All happens on the caller's
 * thread, on virtual time.
 */
public final class Simulation {
  /** How often a script is tried with less, when it broke a rule. */
  private static final int MOST_TRIES = 400;

  private final SimulationOptions options;
  private final UnaryOperator<Slots.Builder> engines;

  private Simulation(SimulationOptions options, UnaryOperator<Slots.Builder> engines) {
    this.options = options;
    this.engines = engines;
  }

  /** Returns a simulation of such a world. */
  public static Simulation of(SimulationOptions options) {
    return of(options, engine -> engine);
  }

  /**
   * Returns a simulation of such a world with engines of yours: with other limits, or with an SPI
   * in the place of a fake.
   */
  public static Simulation of(SimulationOptions options, UnaryOperator<Slots.Builder> engines) {
    return new Simulation(options, engines);
  }

  /**
   * Runs the world of {@code seed} to its end.
   *
   * @throws SimulationFailure if a rule was broken, with as little of the script as breaks it, and
   *     the line that repeats it
   */
  public SimulationReport run(long seed) {
    Script script = Script.write(seed, options);
    Run run = new Run(seed, script, false);
    if (run.broken == null) {
      return run.report();
    }
    throw failure(seed, script, run.broken);
  }

  /** Returns what happens in the world of {@code seed}, line by line. */
  public List<String> trace(long seed) {
    return new Run(seed, Script.write(seed, options), true).trace();
  }

  /**
   * Runs the world of {@code seed} with these lines of its script only.
   *
   * @param lines their numbers, with spaces between
   * @throws SimulationFailure if a rule was broken
   */
  public SimulationReport replay(long seed, String lines) {
    Set<Integer> numbers =
        Streams.stream(Splitter.on(' ').omitEmptyStrings().split(lines))
            .map(Integer::valueOf)
            .collect(ImmutableSet.toImmutableSet());
    Script all = Script.write(seed, options);
    Script script = all.only(numbers);
    Run run = new Run(seed, script, true);
    if (run.broken == null) {
      return run.report();
    }
    throw new SimulationFailure(seed, script, all, run.broken, run.trace());
  }

  private SimulationFailure failure(long seed, Script script, Throwable broken) {
    String rule = SimulationFailure.rule(broken);
    Script shortest =
        new Shrinking(it -> breaks(seed, it).filter(rule::equals).isPresent(), MOST_TRIES)
            .shrink(script);
    Run last = new Run(seed, shortest, true);
    Throwable cause = last.broken == null ? broken : last.broken;
    return new SimulationFailure(seed, shortest, script, cause, last.trace());
  }

  private Optional<String> breaks(long seed, Script script) {
    return Optional.ofNullable(new Run(seed, script, false).broken).map(SimulationFailure::rule);
  }

  /** One run of a script. */
  private final class Run {
    private final Town town;
    final @Nullable Throwable broken;

    Run(long seed, Script script, boolean traced) {
      town = new Town(options, engines, seed, traced);
      broken = live(script);
    }

    private @Nullable Throwable live(Script script) {
      try {
        town.build();
        town.live(script);
        town.comeToRest();
        return null;
      } catch (AssertionError | RuntimeException e) {
        return e;
      }
    }

    SimulationReport report() {
      return town.tally().report();
    }

    List<String> trace() {
      return town.trace().lines();
    }
  }
}
