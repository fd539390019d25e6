package io.slots.testkit;

import com.google.common.base.Throwables;
import com.google.common.math.LongMath;
import io.slots.core.time.Scheduler;
import io.slots.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final NavigableSet<Scheduled> scheduled = new TreeSet<>();
  private final List<Runnable> invariants = new ArrayList<>();

  /** The time that has passed since the start, which no clock changes. */
  private long passed;

  /** What the clock says. */
  private Instant clock = START;

  private Duration patience = Duration.ofDays(100);
  private Stall.Witness witness = at -> List.of();

  /** Whether witnesses are being heard; they may wait for something themselves. */
  private boolean isStalled;

  /** By how much the clock was set. */
  private Duration set = Duration.ZERO;

  private @Nullable SimulatedCrash crash;
  private long count;

  VirtualTime() {}

  /** Returns a time that begins at 2026-01-01T00:00:00Z. */
  public static VirtualTime create() {
    return new VirtualTime();
  }

  /** What is to run when that much time has passed; of several, in their order. */
  private final class Scheduled implements Comparable<Scheduled>, Timer {
    private final long due;
    private final long number = count++;
    private final Runnable task;
    private final Supplier<String> owner;

    Scheduled(long due, Runnable task, Supplier<String> owner) {
      this.due = due;
      this.task = task;
      this.owner = owner;
    }

    @Override
    public int compareTo(Scheduled other) {
      int byTime = Long.compare(due, other.due);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }

    @Override
    public void cancel() {
      scheduled.remove(this);
    }

    PendingTimer pending() {
      return new PendingTimer(START.plusNanos(due), owner.get());
    }
  }

  @Override
  public Instant now() {
    return clock;
  }

  @Override
  public long nanoTime() {
    return passed;
  }

  private void pass(long until) {
    if (until != passed) {
      passed = until;
      readClock();
    }
  }

  private void readClock() {
    clock = START.plusNanos(passed).plus(set);
  }

  /** Sets the clock forward, or back if it is negative. No time passes by that. */
  public void setClock(Duration by) {
    set = set.plus(by);
    readClock();
  }

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return after(delay, task, () -> "the test");
  }

  /** The same, for {@code owner}, who is asked for a name if time stalls. */
  Timer after(Duration delay, Runnable task, Supplier<String> owner) {
    Scheduled timer = new Scheduled(later(delay), task, owner);
    scheduled.add(timer);
    return timer;
  }

  /** Whatever is further away than time can be counted never comes. */
  private long later(Duration delay) {
    return LongMath.saturatedAdd(passed, Math.max(0, TimeUnit.NANOSECONDS.convert(delay)));
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
    throwIfDead();
    long until = later(atMost);
    for (int i = 0; !condition.getAsBoolean(); i++) {
      if (i > MOST_TASKS || !runOne(until)) {
        throw stalled(atMost);
      }
    }
  }

  private StalledException stalled(Duration waited) {
    List<PendingTimer> timers = scheduled.stream().map(Scheduled::pending).toList();
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
    throwIfDead();
    long until = later(duration);
    while (runOne(until)) {
      // Each turn runs one task.
    }
    pass(until);
  }

  /** Runs what is ready, without letting time pass. */
  public void settle() {
    throwIfDead();
    while (!ready.isEmpty()) {
      ready.remove().run();
      throwIfDead();
      lookAtInvariants();
    }
  }

  private void lookAtInvariants() {
    for (int i = 0; i < invariants.size(); i++) {
      invariants.get(i).run();
    }
  }

  /** Has {@code invariant} looked at after every task. It throws what it finds. */
  public void afterEachTask(Runnable invariant) {
    invariants.add(invariant);
  }

  /**
   * Whoever runs now dies. The rest of the task does nothing any more, for whatever it calls from
   * now on is {@linkplain #isDying() told so}; then the crash is thrown to whoever lets time pass.
   */
  void die(SimulatedCrash crash) {
    this.crash = crash;
  }

  /** Whether whoever runs now has died, and only does not know it yet. */
  boolean isDying() {
    return crash != null;
  }

  private void throwIfDead() {
    SimulatedCrash died = crash;
    if (died != null) {
      crash = null;
      throw died;
    }
  }

  /** Returns a scheduler on this time that can die, and with it all that was given to it. */
  MortalProcess process(String name) {
    return new MortalProcess(this, name);
  }

  private boolean runOne(long until) {
    Runnable task = ready.poll();
    if (task == null) {
      if (scheduled.isEmpty() || scheduled.first().due > until) {
        return false;
      }
      Scheduled next = scheduled.pollFirst();
      pass(next.due);
      task = next.task;
    }
    task.run();
    throwIfDead();
    lookAtInvariants();
    return true;
  }

  /** Does nothing: there is no thread to end. */
  @Override
  public void close() {}
}
