package io.slots.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again and again, on the executor, until there is an answer or nobody wants it any more. */
final class Poller {
  private static final long PAUSE_MILLIS = 25;

  private final Threads threads;

  Poller(Threads threads) {
    this.threads = threads;
  }

  /**
   * Asks until {@code question} has an answer, throws, or the returned future is done.
   *
   * @param limit how long to ask
   * @param tooLate what the future fails with then
   */
  <T> CompletableFuture<T> poll(
      Supplier<Optional<T>> question, Duration limit, Supplier<RuntimeException> tooLate) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    var deadline =
        threads
            .scheduler()
            .schedule(
                () -> threads.executor().execute(() -> answer.completeExceptionally(tooLate.get())),
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
    var unused = answer.whenComplete((value, failure) -> deadline.cancel(false));
    submit(question, answer);
    return answer;
  }

  private <T> void submit(Supplier<Optional<T>> question, CompletableFuture<T> answer) {
    threads.executor().execute(() -> ask(question, answer));
  }

  private <T> void ask(Supplier<Optional<T>> question, CompletableFuture<T> answer) {
    if (answer.isDone()) {
      return;
    }
    try {
      Optional<T> found = question.get();
      if (found.isPresent()) {
        answer.complete(found.get());
      } else {
        var unused =
            threads
                .scheduler()
                .schedule(() -> submit(question, answer), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }
}
