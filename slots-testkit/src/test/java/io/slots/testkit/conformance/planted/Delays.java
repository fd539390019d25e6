package io.slots.testkit.conformance.planted;

import io.slots.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What comes later, in virtual time; and how broken adapters hold up their callers. */
final class Delays {
  private final VirtualTime time;

  Delays(VirtualTime time) {
    this.time = time;
  }

  VirtualTime time() {
    return time;
  }

  /** Does it so many milliseconds later, and completes with what it returns or throws. */
  <T> CompletableFuture<T> later(int millis, Supplier<T> deed) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    run(
        millis,
        () -> {
          try {
            answer.complete(deed.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  void run(int millis, Runnable deed) {
    io.slots.core.time.Scheduler.Timer unused = time.after(Duration.ofMillis(millis), deed);
  }

  /** Waits as one does who lets himself be interrupted. */
  static void waitForNothing() {
    try {
      new java.util.concurrent.Semaphore(0)
          .tryAcquire(1, java.util.concurrent.TimeUnit.MICROSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Waits until it is done, on the caller's thread. */
  <T> CompletionStage<T> blocking(CompletableFuture<T> answer) {
    try {
      time.runUntil(answer::isDone);
    } catch (io.slots.testkit.StalledException e) {
      throw new IllegalStateException("held up for ever", e);
    }
    return answer;
  }
}
