package io.slots.testkit.sweep;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a caller does when it is his turn.
 *
 * @param isDue whether there is anything for him to do
 * @param isRepeated whether he does it again as long as there is
 * @param deed what he does
 */
record Act(Predicate<Stage> isDue, boolean isRepeated, Consumer<Stage> deed) {
  /** Done once, whatever comes of it; a caller who is told that he comes too early comes again. */
  static Act once(Consumer<Stage> deed) {
    return onceIf(stage -> true, deed);
  }

  /** The same, if there is anything to do. */
  static Act onceIf(Predicate<Stage> isDue, Consumer<Stage> deed) {
    return new Act(isDue, false, deed);
  }

  /** Done as long as there is anything to do. */
  static Act aslongAs(Predicate<Stage> isDue, Consumer<Stage> deed) {
    return new Act(isDue, true, deed);
  }

  /** A caller who only waits until that is not so any more. */
  static Act waitWhile(Predicate<Stage> isSo) {
    return aslongAs(isSo, stage -> stage.waitUntil(() -> !isSo.test(stage)));
  }
}
