package io.slots.examples.crash;

import io.slots.OperationId;
import io.slots.examples.crash.Diary.Entry;
import io.slots.examples.crash.Strike.Manner;
import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.operation.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Strikes at orchestrators, one strike after the other: the next one comes when what the last one
 * has hit is over. For one thread.
 */
final class Siege {
  /** Whatever takes longer is stuck. */
  private static final Duration LIMIT = Duration.ofSeconds(150);

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
      // Both of them in every short run, where there is somebody to take over.
      Manner manner = several && strikes.size() % 3 == 1 ? Manner.STOP : Manner.KILL;
      Aim aim = manner == Manner.STOP ? Aim.drawAtStep(random) : Aim.draw(random);
      ChildJvm victim = crew.get(aim.await(diary));
      crew.missing()
          .ifPresent(
              it -> {
                throw new StuckException(it + " has ended by itself; see its log");
              });
      Strike strike = manner == Manner.STOP ? stop(victim) : kill(victim);
      strikes.add(strike);
      narrator.accept(
          String.format(
              Locale.ROOT, "%4d  %s %s", strikes.size(), victim.name(), strike.describe()));
    }
  }

  private Strike kill(ChildJvm victim) throws InterruptedException {
    int from = diary.size();
    long struck = System.nanoTime();
    victim.kill();
    Hit hit = Hit.of(books.leftBy(victim), victim.name());
    // Where another takes over, the one that was killed mostly comes back too late to do so.
    boolean atOnce = !several || random.nextInt(4) == 0;
    OptionalLong restarted = OptionalLong.empty();
    if (atOnce) {
      restarted = OptionalLong.of(System.nanoTime());
      crew.start(victim.name());
    }
    Optional<Entry> end = awaitEnd(hit, from);
    if (!atOnce) {
      crew.start(victim.name());
    }
    return told(Manner.KILL, hit, struck, restarted, end);
  }

  /** Lets it go on only when another has gone on with what it was at. */
  private Strike stop(ChildJvm victim) throws InterruptedException {
    int from = diary.size();
    long struck = System.nanoTime();
    victim.stop();
    Hit hit;
    try {
      hit = Hit.of(books.leftBy(victim), victim.name());
      if (hit.operation().isPresent()) {
        await(
            from,
            entry -> !entry.who().equals(victim.name()) && isOf(hit.operation().get(), entry),
            "nobody has taken over " + hit.operation().get());
      }
      Thread.sleep(
          lease.toMillis() / (hit.operation().isPresent() ? 4 : 1)
              + random.nextInt(LONGEST_STOP_MILLIS));
    } finally {
      victim.goOn();
    }
    Optional<Entry> end = awaitEnd(hit, from);
    if (hit.operation().isPresent() && !hit.isPaused()) {
      await(
          from,
          entry -> entry.is("lost") && entry.who().equals(victim.name()),
          victim.name() + " has not noticed that " + hit.operation().get() + " is another's");
    }
    return told(Manner.STOP, hit, struck, OptionalLong.empty(), end);
  }

  private Optional<Entry> awaitEnd(Hit hit, int from) throws InterruptedException {
    if (hit.operation().isEmpty()) {
      return Optional.empty();
    }
    OperationId id = hit.operation().get();
    return Optional.of(
        await(from, entry -> entry.is("ended") && isOf(id, entry), id + " has not ended"));
  }

  private static boolean isOf(OperationId id, Entry entry) {
    return entry.operation().equals(id.value());
  }

  private Entry await(int from, Predicate<Entry> wanted, String otherwise)
      throws InterruptedException {
    return diary
        .await(from, wanted, LIMIT)
        .orElseThrow(() -> new StuckException(otherwise + " within " + Seconds.text(LIMIT)));
  }

  private static Strike told(
      Manner manner, Hit hit, long struck, OptionalLong restarted, Optional<Entry> end) {
    return new Strike(
        manner,
        hit,
        end.map(it -> Ending.valueOf(it.more().get(0))),
        hit.isPaused() ? Optional.empty() : end.map(it -> Duration.ofNanos(it.heard() - struck)),
        hit.isPaused() || restarted.isEmpty()
            ? Optional.empty()
            : end.map(it -> Duration.ofNanos(it.heard() - restarted.getAsLong())));
  }
}
