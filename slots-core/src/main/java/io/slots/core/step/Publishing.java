package io.slots.core.step;

import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutesAnswer;
import io.slots.operation.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings a table into force and knows when it is. "Refused" and "unknown" differ: after no answer,
 * or a failure, the routes in force are read before anything is concluded.
 */
final class Publishing {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private Publishing() {}

  /**
   * What to do next until {@code publish} is in force; fails when refused, or when the tries are
   * used up.
   */
  static Move next(PublishRoutes publish, Limits limits, Seen seen) {
    return next(publish, limits, seen, limits.routingTries());
  }

  /** The same, but never gives up for want of an answer. */
  static Move untilConfirmed(PublishRoutes publish, Limits limits, Seen seen) {
    return next(publish, limits, seen, Integer.MAX_VALUE);
  }

  private static Move next(PublishRoutes publish, Limits limits, Seen seen, int tries) {
    Optional<Sighting> last =
        seen.last()
            .filter(
                it -> it.effect() instanceof PublishRoutes || it.effect() instanceof ReadRoutes);
    if (last.isEmpty()) {
      return new Move.Act(publish, limits.routing());
    }
    Answer answer = last.get().answer();
    if (isInForce(publish, answer)) {
      return Move.DONE;
    }
    if (answer instanceof Answer.Published published
        && published.answer() instanceof RoutesAnswer.Refused refused) {
      return new Move.Fail("the router refused the routes: " + refused.reason());
    }
    if (last.get().effect() instanceof PublishRoutes) {
      return new Move.Act(new ReadRoutes(publish.table().app()), limits.routing());
    }
    long tried =
        seen.sightings().stream().filter(it -> it.effect() instanceof PublishRoutes).count();
    if (tried >= tries) {
      return new Move.Fail(
          "the router did not confirm the routes in "
              + tried
              + " tries; last: "
              + answer.describe());
    }
    Instant again = last.get().ended().plus(pauseAfter(tried, limits));
    return seen.now().isBefore(again)
        ? new Move.Pause(again, "the router to confirm the routes")
        : new Move.Act(publish, limits.routing());
  }

  /** Twice as long after each try, half a minute at most: a router may be away for days. */
  private static Duration pauseAfter(long tries, Limits limits) {
    Duration pause = limits.retryPause();
    for (long i = 1; i < tries && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static boolean isInForce(PublishRoutes publish, Answer answer) {
    if (answer instanceof Answer.RoutesRead read) {
      return read.table().filter(publish.table()::equals).isPresent();
    }
    return answer instanceof Answer.Published published
        && published.answer() instanceof RoutesAnswer.InForce;
  }
}
