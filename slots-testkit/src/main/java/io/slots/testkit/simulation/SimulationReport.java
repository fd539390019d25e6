package io.slots.testkit.simulation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a simulation has seen.
 *
 * @param swaps how many swaps have ended
 * @param requests how many requests came to production
 * @param operations how many operations have ended, by kind and ending
 * @param troubles how often something went wrong, by kind
 * @param situations in which an operation was when something went wrong: kind of operation, step,
 *     direction and kind of trouble
 */
public record SimulationReport(
    long swaps,
    long requests,
    SortedMap<String, Integer> operations,
    SortedMap<String, Integer> troubles,
    Set<String> situations) {
  /** A report of nothing. */
  public static final SimulationReport NONE =
      new SimulationReport(
          0, 0, ImmutableSortedMap.of(), ImmutableSortedMap.of(), ImmutableSet.of());

  SimulationReport(
      long swaps,
      long requests,
      Multiset<String> operations,
      Multiset<String> troubles,
      Set<String> situations) {
    this(swaps, requests, counts(operations), counts(troubles), ImmutableSet.copyOf(situations));
  }

  private static ImmutableSortedMap<String, Integer> counts(Multiset<String> things) {
    return things.entrySet().stream()
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo, Multiset.Entry::getElement, Multiset.Entry::getCount));
  }

  /** Returns this and another together. */
  public SimulationReport plus(SimulationReport other) {
    return new SimulationReport(
        swaps + other.swaps,
        requests + other.requests,
        sum(operations, other.operations),
        sum(troubles, other.troubles),
        ImmutableSet.copyOf(Sets.union(situations, other.situations)));
  }

  private static ImmutableSortedMap<String, Integer> sum(
      Map<String, Integer> one, Map<String, Integer> other) {
    return Stream.of(one, other)
        .flatMap(it -> it.entrySet().stream())
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo, Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
  }

  /** Returns the report as lines of text. */
  @Override
  public String toString() {
    return swaps
        + " swaps, "
        + requests
        + " requests, "
        + situations.size()
        + " different situations in which something went wrong\n"
        + lines("ended", operations)
        + lines("went wrong", troubles);
  }

  private static String lines(String title, Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(it -> "  " + it.getValue() + " " + it.getKey() + "\n")
        .collect(Collectors.joining("", title + ":\n", ""));
  }
}
