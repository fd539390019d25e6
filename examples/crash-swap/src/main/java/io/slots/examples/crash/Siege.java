package io.slots.examples.crash;

import io.slots.examples.crash.Strike.Manner;
import io.slots.examples.crash.orchestrator.StoreAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Strikes at orchestrators, one strike after the other: the next one comes when what the last one
 * has hit is over. For one thread.
 */
final class Siege {
  private static final int LONGEST_STOP_MILLIS = 1_500;

  private final Crew crew;
  private final Diary diary;
  private final Books books;
  private final boolean several;
  private final Duration lease;
  private final Random random;
  private final Consumer<String> narrator;
  private final List<Strike> strikes = new ArrayList<>();

  Siege(Crew crew, Books books, RunOptions options, Consumer<String> narrator) {
    this.crew = crew;
    this.diary = crew.diary();
    this.books = books;
    this.several = options.store() == StoreAddress.Kind.POSTGRESQL;
    this.lease = options.lease();
    this.random = new Random(options.seed());
    this.narrator = narrator;
  }

  /** What has been done up to now. */
  List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  /**
   * Strikes so often.
   *
   * @throws StuckException if an operation is not seen to, or an orchestrator has ended by itself
   */
  void strike(int times) throws InterruptedException {
    while (strikes.size() < times) {
      crew.awaitUp();
      // Both of them in every short run, where there is somebody to take over.
      Manner manner = several && strikes.size() % 3 == 1 ? Manner.STOP : Manner.KILL;
      Aim aim = manner == Manner.STOP ? Aim.drawAtStep(random) : Aim.draw(random);
      ChildJvm victim = crew.get(aim.await(diary));
      Strike strike = manner == Manner.STOP ? stop(victim) : kill(victim);
      strikes.add(strike);
      narrator.accept(
          String.format(
              Locale.ROOT, "%4d  %s %s", strikes.size(), victim.name(), strike.describe()));
    }
  }

  private Strike kill(ChildJvm victim) throws InterruptedException {
    Aftermath aftermath = new Aftermath(diary, Manner.KILL, victim.name());
    victim.kill();
    aftermath.hit(Hit.of(books.leftBy(victim), victim.name()));
    if (!several || random.nextInt(4) == 0) {
      aftermath.restarted();
    } else {
      // Another takes over, before the one that was killed can do so itself.
      aftermath.awaitAnother();
    }
    crew.start(victim.name());
    aftermath.awaitEnd();
    return aftermath.strike();
  }

  /** Lets it go on only when another has gone on with what it was at. */
  private Strike stop(ChildJvm victim) throws InterruptedException {
    Aftermath aftermath = new Aftermath(diary, Manner.STOP, victim.name());
    victim.stop();
    try {
      aftermath.hit(Hit.of(books.leftBy(victim), victim.name()));
      aftermath.awaitAnother();
      long least = aftermath.isHit() ? 0 : lease.toMillis();
      Thread.sleep(least + random.nextInt(LONGEST_STOP_MILLIS));
    } finally {
      victim.goOn();
    }
    aftermath.awaitEnd();
    aftermath.awaitLoss();
    return aftermath.strike();
  }
}
