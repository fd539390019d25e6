package io.slots.core.loop;

import io.slots.EngineId;
import io.slots.core.time.Scheduler;
import io.slots.spi.EngineLeases;
import io.slots.spi.EngineLeases.Adrift;
import io.slots.spi.EngineLeases.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of this engine among those that share the store; where none do, it holds for ever. It
 * is prolonged thrice in its length. An engine whose lease has run out begins no effect until it
 * has it again, and has seen that what it drives is still its own (S9.4).
 *
 * <p>It counts from when it was asked for, by a time that no clock changes, so it ends here before
 * it ends for the others. Safe for use by several threads.
 */
public final class Lease {
  /** Who is told what comes of it; one call at a time. */
  interface Keeper {
    /** The lease is held, and it is time to look after those that hold none. */
    void others();

    /** Another incarnation of this engine has taken its place. */
    void superseded();
  }

  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  private final Optional<EngineLeases> leases;
  private final EngineId engine;
  private final Duration length;
  private final Scheduler scheduler;
  private final Punctuality punctuality;
  private final Mailbox mailbox;

  /** The end, by {@link Scheduler#nanoTime()}. */
  private volatile long end;

  private final AtomicInteger term = new AtomicInteger();
  private volatile boolean over;

  /** Not before that are others taken for dead: they may have had no store either. */
  private volatile long patientUntil;

  /** What was asked last, so that nothing of it comes after the end. */
  private volatile CompletionStage<?> renewal = CompletableFuture.completedStage(null);

  private volatile @Nullable Watch watch;

  /** Holds nothing yet, unless nobody else can use the store. */
  public Lease(
      Optional<EngineLeases> leases, EngineId engine, Duration length, Scheduler scheduler) {
    this.leases = leases;
    this.engine = engine;
    this.length = length;
    this.scheduler = scheduler;
    this.punctuality = new Punctuality(scheduler, length);
    this.mailbox = new Mailbox(scheduler, () -> {});
  }

  /** Whether others may use the store too. */
  boolean isShared() {
    return leases.isPresent();
  }

  /** Whether this engine may act. */
  boolean isHeld() {
    return leases.isEmpty() || (!over && end - scheduler.nanoTime() > 0);
  }

  /** Whether others whose lease has run out may be taken for dead. */
  boolean mayLookAfterOthers() {
    return isHeld() && scheduler.nanoTime() - patientUntil >= 0;
  }

  /** Counts how often it has run out and was had again. */
  int term() {
    return term.get();
  }

  /** Begins it, and prolongs it from now on. Where others use the store too, watches them. */
  void begin(Keeper keeper, EngineLeases.Watcher watcher) {
    if (leases.isEmpty()) {
      return;
    }
    long asked = scheduler.nanoTime();
    scheduler.await(
        punctuality.doneInTime("EngineLeases.begin", () -> leases.get().begin(engine, length)));
    end = asked + length.toNanos();
    patientUntil = asked;
    watch = leases.get().watch(watcher);
    beatLater(keeper);
  }

  private void beatLater(Keeper keeper) {
    scheduler.after(length.dividedBy(3), () -> mailbox.post(() -> beat(keeper)));
  }

  private void beat(Keeper keeper) {
    if (over) {
      return;
    }
    beatLater(keeper);
    long asked = scheduler.nanoTime();
    renewal =
        punctuality
            .inTime("EngineLeases.renew", () -> leases.orElseThrow().renew(engine, length))
            .whenComplete(
                (held, error) -> mailbox.post(() -> answered(keeper, asked, held, error)));
  }

  private void answered(
      Keeper keeper, long asked, @Nullable Boolean held, @Nullable Throwable error) {
    if (over) {
      return;
    }
    if (held == null) {
      log.warn("engine {}: its lease cannot be prolonged; trying again", engine, error);
      return;
    }
    if (!held) {
      log.error("engine {}: another incarnation has taken its place; this one stops", engine);
      over = true;
      stopWatching();
      keeper.superseded();
      return;
    }
    prolong(asked);
    if (mayLookAfterOthers()) {
      keeper.others();
    }
  }

  private void prolong(long asked) {
    if (!isHeld()) {
      log.warn("engine {}: its lease had run out", engine);
      patientUntil = scheduler.nanoTime() + length.toNanos();
      term.incrementAndGet(); // Before it is held: whoever may act has seen the new term.
    }
    end = Math.max(end, asked + length.toNanos());
  }

  /** Apps that need an engine, and have none. */
  CompletionStage<List<Adrift>> adrift(int limit) {
    return punctuality.inTime("EngineLeases.adrift", () -> leases.orElseThrow().adrift(limit));
  }

  private void stopWatching() {
    Watch mine = watch;
    if (mine == null) {
      return;
    }
    try {
      mine.close();
    } catch (Throwable e) { // Whatever it is, the rest of the end is not to be left out for it.
      log.warn("engine {}: the watching of the store cannot be ended", engine, e);
    }
  }

  /** Gives it back, if it is held: others may go on at once. */
  void close() {
    boolean mine = !over;
    over = true;
    stopWatching();
    if (mine && leases.isPresent()) {
      renewal.whenComplete((done, error) -> end());
    }
  }

  private void end() {
    punctuality
        .doneInTime("EngineLeases.end", () -> leases.orElseThrow().end(engine))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                log.warn("engine {}: its lease cannot be given back; it runs out", engine, error);
              }
            });
  }
}
