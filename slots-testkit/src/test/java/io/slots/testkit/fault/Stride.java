package io.slots.testkit.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** How many of a sweep's cases are taken: one of so many, 1 takes all of them. */
final class Stride {
  private static final int STRIDE = Integer.getInteger("slots.sweep.stride", 1);

  private Stride() {}

  /**
   * Takes the first case, in which nothing goes wrong, and one of so many others: the same ones
   * each time, from everywhere in the flow and with faults of all kinds, as they are drawn.
   */
  static Stream<DynamicTest> taken(Stream<DynamicTest> cases) {
    List<DynamicTest> all = new ArrayList<>(cases.toList());
    if (STRIDE > 1) {
      Collections.shuffle(all.subList(1, all.size()), new Random(STRIDE));
    }
    return all.stream().limit(1 + (all.size() - 1) / STRIDE);
  }
}
