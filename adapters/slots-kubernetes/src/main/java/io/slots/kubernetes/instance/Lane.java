package io.slots.kubernetes.instance;

import io.slots.kubernetes.cluster.KubernetesException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls for one instance: their writes are made one after the other, in the order in which they
 * came; a later call takes the place of one whose start is awaited. No thread waits.
 */
final class Lane {
  private final Executor executor;
  private CompletableFuture<?> tail = CompletableFuture.completedFuture(true);
  private CompletableFuture<?> latest = tail;

  Lane(Executor executor) {
    this.executor = executor;
  }

  /**
   * A start, which gives way to a later call.
   *
   * @param write makes the writes
   * @param wait waits for what comes of them; both can look at the answer that they are given,
   *     whether it is still wanted
   */
  <T> CompletableFuture<T> start(
      Consumer<CompletableFuture<T>> write,
      Function<CompletableFuture<T>, CompletableFuture<T>> wait,
      String what) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    enter(answer, what);
    CompletableFuture<Boolean> written =
        append(
            () -> {
              write.accept(answer);
              return CompletableFuture.completedFuture(true);
            });
    settle(written.thenCompose(done -> wait.apply(answer)), answer);
    return answer.copy();
  }

  /** An end, for which later calls wait. */
  CompletableFuture<Boolean> end(Supplier<CompletableFuture<Boolean>> end) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    enter(CompletableFuture.completedFuture(true), "end");
    settle(append(end), answer);
    return answer.copy();
  }

  private synchronized void enter(CompletableFuture<?> answer, String what) {
    CompletableFuture<?> before = latest;
    latest = answer;
    if (!before.isDone()) {
      // Not here: completing an answer runs the caller's code, and a lock is held.
      executor.execute(
          () ->
              before.completeExceptionally(
                  new SupersededException("a later call took the place of this one: " + what)));
    }
  }

  private synchronized <T> CompletableFuture<T> append(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done =
        tail.handle((value, failure) -> true).thenComposeAsync(free -> work.get(), executor);
    tail = done;
    return done;
  }

  private <T> void settle(CompletableFuture<T> done, CompletableFuture<T> answer) {
    var unused =
        done.whenCompleteAsync(
            (value, failure) -> {
              if (failure == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(unwrapped(failure));
              }
            },
            executor);
  }

  private static Throwable unwrapped(Throwable failure) {
    @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /** Fails if nobody wants what comes of it any more. */
  static void stillWanted(CompletableFuture<?> answer) {
    if (answer.isDone()) {
      throw new KubernetesException("a later call has taken the place of this one");
    }
  }
}
