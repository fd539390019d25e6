package io.slots.effect;

import java.util.Comparator;

/**
 * The age of a routing table: a newer one supersedes, an older one is refused. The fencing token
 * comes first, so that whatever an engine that lost its lease still sends is older than anything
 * that its successor sends (S9.4).
 *
 * @param fencingToken the token of the operation that publishes the table
 * @param number counts the tables that the operations of the app published
 */
public record RoutingGeneration(long fencingToken, long number)
    implements Comparable<RoutingGeneration> {
  /** Older than any that is published. */
  public static final RoutingGeneration NONE = new RoutingGeneration(0, 0);

  private static final Comparator<RoutingGeneration> ORDER =
      Comparator.comparingLong(RoutingGeneration::fencingToken)
          .thenComparingLong(RoutingGeneration::number);

  @Override
  public int compareTo(RoutingGeneration other) {
    return ORDER.compare(this, other);
  }

  /** Says whether this supersedes {@code other}. */
  public boolean isNewerThan(RoutingGeneration other) {
    return compareTo(other) > 0;
  }

  /** Returns the generation as it is written: {@code 3.17}. */
  @Override
  public String toString() {
    return fencingToken + "." + number;
  }
}
