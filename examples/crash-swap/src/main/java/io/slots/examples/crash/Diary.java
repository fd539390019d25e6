package io.slots.examples.crash;

import com.google.common.base.Splitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the orchestrators say, in the order in which it is heard. Thread-safe. */
final class Diary {
  /** Whatever takes longer is stuck. */
  static final Duration LIMIT = Duration.ofSeconds(150);

  private final List<Entry> entries = new ArrayList<>();

  /**
   * A line of an orchestrator's.
   *
   * @param who whose
   * @param heard when; of {@link System#nanoTime()}
   * @param word what happened
   * @param operation to which operation
   * @param more what else there is to say of it
   */
  record Entry(String who, long heard, String word, String operation, List<String> more) {
    boolean is(String word) {
      return this.word.equals(word);
    }
  }

  /** Takes down a line. */
  synchronized void write(String who, String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    if (words.size() >= 2) {
      entries.add(
          new Entry(
              who, System.nanoTime(), words.get(0), words.get(1), words.subList(2, words.size())));
      notifyAll();
    }
  }

  /** How many entries there are. */
  synchronized int size() {
    return entries.size();
  }

  /** Who was the last to say anything of an operation. */
  synchronized Optional<String> atWork() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (!entries.get(i).is("up")) {
        return Optional.of(entries.get(i).who());
      }
    }
    return Optional.empty();
  }

  /** The first entry from {@code from} on that is wanted; waited for so long, if need be. */
  synchronized Optional<Entry> await(int from, Predicate<Entry> wanted, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = from;
    while (true) {
      for (; next < entries.size(); next++) {
        if (wanted.test(entries.get(next))) {
          return Optional.of(entries.get(next));
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }
}
