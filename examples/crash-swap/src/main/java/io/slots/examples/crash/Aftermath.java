package io.slots.examples.crash;

import io.slots.examples.crash.Diary.Entry;
import io.slots.examples.crash.Strike.Manner;
import io.slots.operation.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What is heard after a strike, of the operation that it has hit; of none nothing is to be heard.
 * It is made just before the strike. For one thread.
 */
final class Aftermath {
  private final Diary diary;
  private final Manner manner;
  private final String victim;
  private final int from;
  private final long struck = System.nanoTime();
  private OptionalLong restarted = OptionalLong.empty();
  private Hit hit = Hit.NONE;

  Aftermath(Diary diary, Manner manner, String victim) {
    this.diary = diary;
    this.manner = manner;
    this.victim = victim;
    this.from = diary.size();
  }

  /** What was hit has been found out. */
  void hit(Hit hit) {
    this.hit = hit;
  }

  /** Says whether an operation was hit. */
  boolean isHit() {
    return hit.operation().isPresent();
  }

  /** The victim is about to be started again. */
  void restarted() {
    restarted = OptionalLong.of(System.nanoTime());
  }

  /** Waits until another goes on with what was hit. */
  void awaitAnother() throws InterruptedException {
    if (isHit()) {
      await(entry -> !entry.who().equals(victim), "was not taken over");
    }
  }

  /** Waits until what was hit has ended. */
  void awaitEnd() throws InterruptedException {
    if (isHit()) {
      await(entry -> entry.is("ended"), "has not ended");
    }
  }

  /** Waits until the victim, which goes on, has noticed that what it drove is another's. */
  void awaitLoss() throws InterruptedException {
    if (isHit() && !hit.isPaused()) {
      await(
          entry -> entry.is("lost") && entry.who().equals(victim), "was not given up by " + victim);
    }
  }

  /** The whole, once all of it has been waited for. */
  Strike strike() throws InterruptedException {
    Optional<Entry> end = find(Duration.ZERO, entry -> entry.is("ended"));
    Optional<Entry> takeOver = find(Duration.ZERO, entry -> entry.more().contains("taken-over"));
    return new Strike(
        manner,
        hit,
        end.map(it -> Ending.valueOf(it.more().get(0))),
        takeOver.map(it -> since(struck, it)),
        // How long it pauses is for others to decide.
        end.filter(it -> !hit.isPaused()).map(it -> since(struck, it)),
        end.filter(it -> !hit.isPaused() && restarted.isPresent())
            .map(it -> since(restarted.getAsLong(), it)));
  }

  private static Duration since(long moment, Entry entry) {
    return Duration.ofNanos(entry.heard() - moment);
  }

  private void await(Predicate<Entry> wanted, String otherwise) throws InterruptedException {
    if (find(Diary.LIMIT, wanted).isEmpty()) {
      throw new StuckException(
          manner
              + " at \""
              + hit.where()
              + "\", "
              + hit.operation().orElseThrow()
              + " "
              + otherwise
              + " within "
              + Seconds.text(Diary.LIMIT));
    }
  }

  private Optional<Entry> find(Duration limit, Predicate<Entry> wanted)
      throws InterruptedException {
    return diary.await(
        from,
        entry ->
            hit.operation().filter(it -> entry.operation().equals(it.value())).isPresent()
                && wanted.test(entry),
        limit);
  }
}
