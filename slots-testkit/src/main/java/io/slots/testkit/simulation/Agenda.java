package io.slots.testkit.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen from outside, in its order. */
final class Agenda {
  private record Item(long at, long number, Runnable deed) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::at).thenComparingLong(Item::number));
  private long count;

  /**
   * @param at when, in nanoseconds since the beginning
   */
  void add(long at, Runnable deed) {
    items.add(new Item(at, count++, deed));
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** When the next is due. */
  long next() {
    return items.element().at();
  }

  /** Takes the next. */
  Runnable take() {
    return items.remove().deed();
  }
}
