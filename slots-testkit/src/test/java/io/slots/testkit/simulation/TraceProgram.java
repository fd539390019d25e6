package io.slots.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.LongStream;

/** Prints what happens in the worlds of some seeds, for {@link SameTraceTest}. */
final class TraceProgram {
  static final int SEEDS = 6;

  private TraceProgram() {}

  public static void main(String[] ignored) {
    System.out.writeBytes(traces().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /** What happens in them, a line each. */
  static String traces() {
    Simulation simulation =
        Simulation.of(SimulationOptions.builder().length(Duration.ofMinutes(4)).build());
    StringBuilder all = new StringBuilder();
    LongStream.range(0, SEEDS)
        .forEach(
            seed -> {
              all.append("seed ").append(seed).append('\n');
              simulation.trace(seed).forEach(line -> all.append(line).append('\n'));
            });
    return all.toString();
  }
}
