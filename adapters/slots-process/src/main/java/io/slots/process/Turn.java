package io.slots.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One call in the lane of its instance, and the answer that its caller gets. */
final class Turn<T> {
  private final String what;
  private final boolean givesWay;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  private Turn(String what, boolean givesWay) {
    this.what = what;
    this.givesWay = givesWay;
  }

  /** A call that a later one supersedes. */
  static <T> Turn<T> givingWay(String what) {
    return new Turn<>(what, true);
  }

  /** A call that is carried out, whatever comes later. */
  static <T> Turn<T> lasting(String what) {
    return new Turn<>(what, false);
  }

  /** The answer; whoever completes it before the call is done ends the call. */
  CompletableFuture<T> answer() {
    return answer;
  }

  /** Says whether there is an answer already, so that nothing remains to be done. */
  boolean isOver() {
    return answer.isDone();
  }

  /** Ends the call because {@code next} takes its place. */
  void giveWayTo(Turn<?> next) {
    if (givesWay) {
      answer.completeExceptionally(
          new SupersededException("the " + what + " gave way to a later " + next.what));
    }
  }

  /** Answers with what came of the call. */
  void settle(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(unwrap(failure));
    } else {
      answer.complete(value);
    }
  }

  /** Returns what went wrong, without what {@link CompletableFuture} wraps around it. */
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
