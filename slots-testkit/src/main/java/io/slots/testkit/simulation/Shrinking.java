package io.slots.testkit.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a script what is not needed to break a rule (delta debugging). */
final class Shrinking {
  private final Predicate<Script> breaks;
  private int triesLeft;

  /**
   * @param breaks whether a script still breaks the rule
   * @param tries how often that is tried at most
   */
  Shrinking(Predicate<Script> breaks, int tries) {
    this.breaks = breaks;
    this.triesLeft = tries;
  }

  /** Returns what is left of a script that breaks the rule. */
  Script shrink(Script script) {
    Script shortest = script;
    int size = Math.max(1, shortest.lines().size() / 2);
    while (triesLeft > 0) {
      Script shorter = withoutOneChunk(shortest, size);
      if (shorter.lines().size() == shortest.lines().size()) {
        if (size == 1) {
          return shortest;
        }
        size = size / 2;
      }
      shortest = shorter;
    }
    return shortest;
  }

  /** Leaves out every chunk that can be left out. */
  private Script withoutOneChunk(Script script, int size) {
    Script left = script;
    List<Integer> numbers = ImmutableList.copyOf(script.numbers());
    for (List<Integer> chunk : Iterables.partition(numbers, size)) {
      Script without = left.without(ImmutableSet.copyOf(chunk));
      if (triesLeft-- > 0 && breaks.test(without)) {
        left = without;
      }
    }
    return left;
  }
}
