package io.slots.command;

import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.local.process.ProcessTree;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends all that a command started, politely at first. Safe for use by several threads; blocks.
 *
 * @param stopDeadline how long processes may take to end when they are asked
 * @param killLimit how long they may take to be gone when they are killed
 * @param way how they are asked and killed: {@link ProcessTree#end}
 */
record Ending(Duration stopDeadline, Duration killLimit, Way way) {
  /** How long a killed process may take to be gone. */
  static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  /** How often is looked for output and for the end: short beside the start of any process. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Goes on with ending a tree; says whether none of it is left. */
  interface Way {
    boolean end(ProcessTree tree, boolean firmly);
  }

  static Ending within(Duration stopDeadline) {
    return new Ending(stopDeadline, KILL_LIMIT, ProcessTree::end);
  }

  /**
   * Ends all of {@code tree}, and does {@code meanwhile} again and again until that is done.
   *
   * @return what is left although it was killed, if anything is
   */
  Optional<String> end(ProcessTree tree, Runnable meanwhile) {
    long begin = System.nanoTime();
    long firmly = stopDeadline.toNanos();
    long last = firmly + killLimit.toNanos();
    while (!way.end(tree, System.nanoTime() - begin > firmly)) {
      if (System.nanoTime() - begin > last) {
        return Optional.of(
            "processes of it are killed but still there: "
                + tree.living().stream().map(it -> "pid " + it.pid()).toList());
      }
      meanwhile.run();
      pause();
    }
    return Optional.empty();
  }

  /** Kills all of {@code tree}, and says whether none of it is left. Does not wait. */
  boolean kill(ProcessTree tree) {
    return way.end(tree, true);
  }

  /** An interrupted thread pauses too: there is nothing to be gained by looking without pause. */
  static void pause() {
    Uninterruptibles.sleepUninterruptibly(PAUSE);
  }
}
