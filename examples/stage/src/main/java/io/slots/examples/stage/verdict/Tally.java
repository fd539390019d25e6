package io.slots.examples.stage.verdict;

import io.slots.examples.stage.load.Ask.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * Counts and latencies of a set of exchanges.
 *
 * @param sent how many were sent
 * @param failed how many failed
 * @param wrong how many were answered wrongly
 * @param byVersion how many each version answered
 * @param fast latency of those that ask for a fast answer
 * @param beyond of the others, the latency beyond the time that the service was asked to take
 */
public record Tally(
    long sent, long failed, long wrong, Map<String, Long> byVersion, Latency fast, Latency beyond) {

  /**
   * Latencies, of which only what is shown is kept.
   *
   * @param count how many there are; if none, the others are zero
   * @param p50 half of them are not above this
   * @param p99 99 % of them are not above this
   * @param max the longest
   */
  public record Latency(long count, Duration p50, Duration p99, Duration max) {
    private static Latency of(Histogram micros) {
      return new Latency(
          micros.getTotalCount(),
          micros(micros.getValueAtPercentile(50)),
          micros(micros.getValueAtPercentile(99)),
          micros(micros.getTotalCount() == 0 ? 0 : micros.getMaxValue()));
    }

    private static Duration micros(long micros) {
      return Duration.ofNanos(micros * 1_000);
    }
  }

  /** Returns the tally of all of {@code exchanges}. */
  public static Tally of(List<Judged> exchanges) {
    return new Tally(
        exchanges.size(),
        count(exchanges, Judged::isFailed),
        count(exchanges, Judged::isWrong),
        exchanges.stream()
            .flatMap(it -> it.version().stream())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())),
        latency(exchanges, it -> it.exchange().ask().kind() == Kind.FAST),
        latency(exchanges, it -> it.exchange().ask().kind() != Kind.FAST));
  }

  /** Returns the tally of those of {@code exchanges} that were begun in {@code phase}. */
  public static Tally of(Phase phase, List<Judged> exchanges) {
    return of(exchanges.stream().filter(it -> phase.contains(it.exchange().begun())).toList());
  }

  private static long count(List<Judged> exchanges, Predicate<Judged> which) {
    return exchanges.stream().filter(which).count();
  }

  /** A failed exchange has no latency: one that fails at once would make the figures better. */
  private static Latency latency(List<Judged> exchanges, Predicate<Judged> which) {
    Histogram micros = new Histogram(3);
    for (Judged judged : exchanges) {
      if (which.test(judged) && !judged.isFailed()) {
        micros.recordValue(judged.exchange().beyondAsked().toNanos() / 1_000);
      }
    }
    return Latency.of(micros);
  }
}
