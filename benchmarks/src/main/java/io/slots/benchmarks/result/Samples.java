package io.slots.benchmarks.result;

import com.google.common.math.Quantiles;
import com.google.common.math.Stats;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Several measurements of one thing.
 *
 * @param values the measurements
 */
public record Samples(List<Double> values) {
  /** Copies the list. */
  public Samples {
    values = List.copyOf(values);
  }

  /** Returns what {@code value} reads from each of {@code all}. */
  public static <T> Samples of(List<T> all, ToDoubleFunction<T> value) {
    return new Samples(all.stream().map(it -> value.applyAsDouble(it)).toList());
  }

  /** The one in the middle, or the mean of both; nothing has no median, which is not a number. */
  public double median() {
    return values.isEmpty() ? Double.NaN : Quantiles.median().compute(values);
  }

  /** How far the least and the most are apart, in percent of the median. */
  public double spreadPercent() {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    Stats stats = Stats.of(values);
    return 100 * (stats.max() - stats.min()) / median();
  }
}
