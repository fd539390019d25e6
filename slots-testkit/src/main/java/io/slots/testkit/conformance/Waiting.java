package io.slots.testkit.conformance;

import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.testkit.StalledException;
import io.slots.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How a test waits for what an adapter does. */
public interface Waiting {
  /**
   * Waits until {@code condition} holds, and looks at it whenever something may have happened.
   *
   * @param what what is waited for, as half a sentence
   * @throws AssertionError if it does not come to hold in time
   */
  void until(String what, BooleanSupplier condition);

  /** Waits until {@code future} has completed, in whichever way. */
  default void untilDone(CompletableFuture<?> future) {
    until("the stage completes", future::isDone);
  }

  /** Waits in real time, for {@code patience} at most. */
  static Waiting real(Duration patience) {
    return new Waiting() {
      @Override
      public void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
          if (System.nanoTime() - start > patience.toNanos()) {
            throw new AssertionError("not within " + patience + ": " + what);
          }
          // A poll, for there is nobody who would tell.
          Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(2));
        }
      }

      @Override
      public void untilDone(CompletableFuture<?> future) {
        try {
          Object unused =
              Uninterruptibles.getUninterruptibly(future, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          throw new AssertionError("no answer within " + patience, e);
        } catch (ExecutionException | java.util.concurrent.CancellationException e) {
          return; // it has completed: whoever asked looks at how
        }
      }
    };
  }

  /** Lets virtual time pass, as long as anything is left to happen in it. */
  static Waiting on(VirtualTime time) {
    return (what, condition) -> {
      try {
        time.runUntil(condition);
      } catch (StalledException e) {
        throw new AssertionError("it never happens: " + what, e);
      }
    };
  }
}
