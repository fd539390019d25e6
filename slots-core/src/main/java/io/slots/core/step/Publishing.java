package io.slots.core.step;

import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.operation.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings a table into force and knows when it is. "Refused" and "unknown" differ: after no answer,
 * or a failure, the routes in force are read before anything is concluded.
 */
final class Publishing {
  private Publishing() {}

  /**
   * What to do next until {@code publish} is in force; fails when refused, or when the tries are
   * used up.
   */
  static Move next(PublishRoutes publish, Limits limits, Seen seen) {
    Optional<String> refusal = seen.last().flatMap(Publishing::refusal);
    if (refusal.isPresent()) {
      boolean harmless = count(seen) == 1;
      return new Move.Fail("the router refused the routes: " + refusal.get(), harmless);
    }
    return next(publish, limits, seen, limits.routingTries());
  }

  /**
   * The same on the way back, where there is no other way: whatever the router says, it is asked
   * again until the table is in force.
   */
  static Move untilConfirmed(PublishRoutes publish, Limits limits, Seen seen) {
    return next(publish, limits, seen, Integer.MAX_VALUE);
  }

  /**
   * The same, and a router that refuses the table will do if what it serves is the same anyway. Not
   * to be used while an earlier table may still come into force.
   */
  static Move untilServed(PublishRoutes publish, Limits limits, Seen seen) {
    return servesAlike(publish.table(), seen) ? Move.DONE : untilConfirmed(publish, limits, seen);
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
    if (last.get().effect() instanceof PublishRoutes) {
      return new Move.Act(new ReadRoutes(publish.table().app()), limits.routing());
    }
    long tried = count(seen);
    if (tried >= tries) {
      return new Move.Fail(
          "the router did not confirm the routes in " + tried + " tries; last: " + told(seen));
    }
    Instant again = last.get().ended().plus(Pauses.after(tried, limits));
    return seen.now().isBefore(again)
        ? new Move.Pause(again, "the router to confirm the routes")
        : new Move.Act(publish, limits.routing());
  }

  /** What the router said to the table last, and what it serves by its own word. */
  private static String told(Seen seen) {
    Answer read = seen.last().orElseThrow().answer();
    String served = (read.ok() ? "" : "the routes could not be read: ") + read.describe();
    return lastPublished(seen).map(it -> it.answer().describe() + ", and " + served).orElse(served);
  }

  private static Optional<Sighting> lastPublished(Seen seen) {
    return seen.sightings().stream()
        .filter(it -> it.effect() instanceof PublishRoutes)
        .reduce((earlier, later) -> later);
  }

  private static boolean servesAlike(RoutingTable table, Seen seen) {
    boolean refused = lastPublished(seen).flatMap(Publishing::refusal).isPresent();
    return refused && seen.last().filter(it -> isAlike(table, it.answer())).isPresent();
  }

  private static boolean isAlike(RoutingTable table, Answer answer) {
    return answer instanceof Answer.RoutesRead read
        && read.table().filter(it -> it.routes().equals(table.routes())).isPresent();
  }

  private static Optional<String> refusal(Sighting sighting) {
    return sighting.answer() instanceof Answer.Published published
            && published.answer() instanceof RoutesAnswer.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static long count(Seen seen) {
    return seen.sightings().stream().filter(it -> it.effect() instanceof PublishRoutes).count();
  }

  private static boolean isInForce(PublishRoutes publish, Answer answer) {
    if (answer instanceof Answer.RoutesRead read) {
      return read.table().filter(publish.table()::equals).isPresent();
    }
    return answer instanceof Answer.Published published
        && published.answer() instanceof RoutesAnswer.InForce;
  }
}
