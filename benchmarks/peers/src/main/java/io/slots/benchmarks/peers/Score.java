package io.slots.benchmarks.peers;

import io.slots.benchmarks.ClosedLoop;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What one contender did with so many swaps under way.
 *
 * @param rounds one result a round
 */
record Score(Entry entry, int underWay, List<ClosedLoop.Result> rounds) {
  double perSecond() {
    return median(rounds.stream().mapToDouble(ClosedLoop.Result::perSecond));
  }

  double p50() {
    return median(rounds.stream().mapToDouble(ClosedLoop.Result::p50));
  }

  double p99() {
    return median(rounds.stream().mapToDouble(ClosedLoop.Result::p99));
  }

  double cpu() {
    return median(rounds.stream().mapToDouble(ClosedLoop.Result::cpu));
  }

  /** How far the slowest and the fastest round are from each other, of the median. */
  double spread() {
    double least = rounds.stream().mapToDouble(ClosedLoop.Result::perSecond).min().orElse(0);
    double most = rounds.stream().mapToDouble(ClosedLoop.Result::perSecond).max().orElse(0);
    return (most - least) / perSecond();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
