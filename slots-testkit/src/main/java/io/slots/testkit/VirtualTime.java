package io.slots.testkit;

import com.google.common.base.Throwables;
import io.slots.core.time.Scheduler;
import io.slots.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * A scheduler whose time moves only when the test says so ({@link #advance}), or when everything
 * waits ({@link #await}, {@link #runUntil}). All that is scheduled runs on the test's thread, in an
 * order that is the same every time; hours pass in milliseconds. For use by one thread.
 *
 * <p>Where nothing is left to happen, or where time would pass for longer than the test is
 * {@linkplain #patience patient}, a {@link StalledException} tells who waits for what.
 */
public final class VirtualTime implements Scheduler {
  /** What bounds a run that would go on for ever. */
  private static final int MOST_TASKS = 10_000_000;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Comparator<Scheduled> BY_TIME =
      Comparator.comparing(Scheduled::due).thenComparingLong(Scheduled::number);

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Scheduled> scheduled = new PriorityQueue<>(BY_TIME);
  private final List<Runnable> invariants = new ArrayList<>();
  private Instant now = START;
  private Duration patience = Duration.ofDays(100);
  private Stall.Witness witness = at -> List.of();

  /** Whether witnesses are being heard; they may wait for something themselves. */
  private boolean isStalled;

  /** By how much the clock was set. */
  private Duration set = Duration.ZERO;

  private long count;

  VirtualTime() {}

  /** Returns a time that begins at 2026-01-01T00:00:00Z. */
  public static VirtualTime create() {
    return new VirtualTime();
  }

  private record Scheduled(Instant due, long number, Runnable task, String owner) {}

  @Override
  public Instant now() {
    return now.plus(set);
  }

  @Override
  public long nanoTime() {
    return Duration.between(START, now).toNanos();
  }

  /** Sets the clock forward, or back if it is negative. No time passes by that. */
  public void setClock(Duration by) {
    set = set.plus(by);
  }

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return after(delay, task, "the test");
  }

  /** The same, for {@code owner}, who is named if time stalls. */
  Timer after(Duration delay, Runnable task, String owner) {
    Scheduled timer = new Scheduled(now.plus(delay), count++, task, owner);
    scheduled.add(timer);
    return () -> scheduled.remove(timer);
  }

  /** For how much time to wait at most; 100 days unless said otherwise. */
  public void patience(Duration patience) {
    this.patience = patience;
  }

  /** Has {@code witness} asked who waits for what, if time stalls. */
  void witness(Stall.Witness witness) {
    this.witness = witness;
  }

  /**
   * Lets time pass until {@code stage} has completed.
   *
   * @throws StalledException if nothing is left to happen, or {@link #patience} is over, and it has
   *     not
   */
  @Override
  public <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    runUntil(future::isDone);
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Throwables.throwIfUnchecked(cause);
      throw e;
    }
  }

  /**
   * Lets time pass until {@code condition} holds, which is looked at after every task.
   *
   * @throws StalledException if nothing is left to happen, or {@link #patience} is over, and it
   *     does not
   */
  public void runUntil(BooleanSupplier condition) {
    runUntil(condition, patience);
  }

  /**
   * The same, for {@code atMost} so much time.
   *
   * @throws StalledException if nothing is left to happen, or so much time is over, and it does not
   *     hold
   */
  public void runUntil(BooleanSupplier condition, Duration atMost) {
    Instant until = now.plus(atMost);
    for (int i = 0; !condition.getAsBoolean(); i++) {
      if (i > MOST_TASKS || !runOne(until)) {
        throw stalled(atMost);
      }
    }
  }

  private StalledException stalled(Duration waited) {
    List<PendingTimer> timers =
        scheduled.stream()
            .sorted(BY_TIME)
            .map(timer -> new PendingTimer(timer.due(), timer.owner()))
            .toList();
    String what =
        timers.isEmpty()
            ? "nothing is left to happen at " + now()
            : Durations.exact(waited) + " have passed, it is " + now();
    String message = what + ", and what is waited for has not happened";
    if (isStalled) {
      return new StalledException(message, new Stall(now(), List.of(), timers));
    }
    isStalled = true;
    try {
      Stall stall = new Stall(now(), witness.waits(now()), timers);
      return new StalledException(message + "\n" + stall.table(), stall);
    } finally {
      isStalled = false;
    }
  }

  /** Lets {@code duration} pass, with all that happens in it. */
  public void advance(Duration duration) {
    Instant until = now.plus(duration);
    while (runOne(until)) {
      // Each turn runs one task.
    }
    now = until;
  }

  /** Runs what is ready, without letting time pass. */
  public void settle() {
    while (!ready.isEmpty()) {
      ready.remove().run();
      invariants.forEach(Runnable::run);
    }
  }

  /** Has {@code invariant} looked at after every task. It throws what it finds. */
  public void afterEachTask(Runnable invariant) {
    invariants.add(invariant);
  }

  /** Returns a scheduler on this time that can die, and with it all that was given to it. */
  MortalProcess process(String name) {
    return new MortalProcess(this, name);
  }

  private boolean runOne(Instant until) {
    Runnable task = ready.poll();
    if (task == null) {
      Scheduled next = scheduled.peek();
      if (next == null || next.due().isAfter(until)) {
        return false;
      }
      scheduled.remove();
      now = next.due();
      task = next.task();
    }
    task.run();
    invariants.forEach(Runnable::run);
    return true;
  }

  /** Does nothing: there is no thread to end. */
  @Override
  public void close() {}
}
