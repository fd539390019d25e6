package io.slots.benchmarks;

import io.slots.benchmarks.result.Samples;
import io.slots.benchmarks.result.Turns;
import io.slots.benchmarks.result.Turns.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Ours beside the same by hand, in turn, for a few seconds.
 *
 * @param ours the turns of ours
 * @param floor the turns of what is written by hand
 */
record Guard(List<Turn> ours, List<Turn> floor) {
  private static final int ROUNDS = 15;
  private static final Duration WARM_UP = Duration.ofMillis(2_500);
  private static final Duration TURN = Duration.ofMillis(60);

  static Guard measure(int batch, IntConsumer ours, IntConsumer floor) {
    Map<String, List<Turn>> turns =
        new Turns()
            .with("ours", batch, ours)
            .with("floor", batch, floor)
            .run(ROUNDS, WARM_UP, TURN);
    Guard guard =
        new Guard(turns.getOrDefault("ours", List.of()), turns.getOrDefault("floor", List.of()));
    System.out.println(guard);
    return guard;
  }

  /**
   * How many times the floor's CPU time ours takes: of each round, which has met the same weather,
   * and of those the one in the middle.
   */
  double cpuTimes() {
    return ratios(Turn::cpu).median();
  }

  private Samples ratios(ToDoubleFunction<Turn> of) {
    return new Samples(
        IntStream.range(0, ours.size())
            .mapToObj(i -> of.applyAsDouble(ours.get(i)) / of.applyAsDouble(floor.get(i)))
            .toList());
  }

  private static double least(List<Turn> turns) {
    return turns.stream().mapToDouble(Turn::cpu).min().orElse(Double.NaN);
  }

  /** How many times the floor's memory ours takes. */
  double memoryTimes() {
    return ratios(Turn::bytes).median();
  }

  /** How many bytes each of ours takes. */
  double bytes() {
    return Samples.of(ours, Turn::bytes).median();
  }

  @Override
  public String toString() {
    Samples cpu = ratios(Turn::cpu);
    return String.format(
        Locale.ROOT,
        "CPU %.2f times the floor's (%.0f %% apart, at least %.2f), %.1f ns and %.1f bytes each, the floor %.1f ns"
            + " and %.1f bytes",
        cpu.median(),
        cpu.spreadPercent(),
        least(ours) / least(floor),
        Samples.of(ours, Turn::cpu).median(),
        bytes(),
        Samples.of(floor, Turn::cpu).median(),
        Samples.of(floor, Turn::bytes).median());
  }
}
