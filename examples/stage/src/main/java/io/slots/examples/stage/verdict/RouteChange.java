package io.slots.examples.stage.verdict;

import com.google.common.collect.ImmutableSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The production host was led to a version.
 *
 * @param version the version
 * @param sharing what other slots that get a share of its requests answer with (S7.1)
 * @param begun when the router was asked; of {@link System#nanoTime()}
 * @param confirmed when it had confirmed; empty if it has not. Of {@link System#nanoTime()}
 */
public record RouteChange(
    String version, Set<Candidate> sharing, long begun, OptionalLong confirmed) {
  /** Copies the set. */
  public RouteChange {
    sharing = Set.copyOf(sharing);
  }

  /** The production host was led to a version, and to nothing else. */
  public RouteChange(String version, long begun, OptionalLong confirmed) {
    this(version, Set.of(), begun, confirmed);
  }

  RouteChange confirmedAt(long moment) {
    return new RouteChange(version, sharing, begun, OptionalLong.of(moment));
  }

  boolean isConfirmedBy(long moment) {
    return confirmed.isPresent() && confirmed.getAsLong() - moment <= 0;
  }

  /** What may answer by it. */
  Set<Candidate> candidates() {
    return ImmutableSet.<Candidate>builder()
        .add(Candidate.ofProduction(version))
        .addAll(sharing)
        .build();
  }
}
