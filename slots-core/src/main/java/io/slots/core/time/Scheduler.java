package io.slots.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Where the engine gets its time and its threads from. {@link #system()} has real ones; a test kit
 * has virtual ones. Safe for use by several threads. Until it is closed it takes every task that it
 * is given, and throws nothing: the engine has no other way to go on.
 *
 * <p>A listener that is slow, or that waits for an operation, holds one thread for as long. So real
 * threads must be two at least, and one more for each further engine with listeners that shares
 * them.
 */
public interface Scheduler extends AutoCloseable {
  /** The time. */
  Instant now();

  /**
   * Nanoseconds that have passed since some moment: for durations, which a clock that is set must
   * not change. It goes on while the process stands still.
   */
  long nanoTime();

  /** Runs {@code task} soon, on a thread of the scheduler's. Tasks do not block. */
  void execute(Runnable task);

  /** Runs {@code task} when {@code delay} has passed, on a thread of the scheduler's. */
  Timer after(Duration delay, Runnable task);

  /**
   * Waits for {@code stage} and returns what it completes with; throws what it fails with, as it is
   * if that is unchecked. Not to be called on a thread of the scheduler's.
   *
   * @throws InterruptedWaitException if the waiting thread is interrupted
   */
  <T> T await(CompletionStage<T> stage);

  /** Ends the scheduler's threads; what is scheduled and has not begun is dropped. */
  @Override
  void close();

  /**
   * Returns a scheduler on the system's clock, with a daemon thread for each processor, two at
   * least so that a slow listener does not hold up the engine, and one timer.
   */
  static Scheduler system() {
    return new SystemScheduler(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /** Something scheduled. */
  @FunctionalInterface
  interface Timer {
    /** Drops it, if it has not begun. */
    void cancel();
  }
}
