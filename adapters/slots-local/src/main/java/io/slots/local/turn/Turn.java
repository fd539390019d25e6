package io.slots.local.turn;

import io.slots.local.SupersededException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One call in the lane of its instance, and the answer that its caller gets. */
public final class Turn<T> {
  private final String what;
  private final boolean givesWay;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  private Turn(String what, boolean givesWay) {
    this.what = what;
    this.givesWay = givesWay;
  }

  /** A call that a later one supersedes. */
  public static <T> Turn<T> givingWay(String what) {
    return new Turn<>(what, true);
  }

  /** A call that is carried out, whatever comes later. */
  public static <T> Turn<T> lasting(String what) {
    return new Turn<>(what, false);
  }

  /** The answer; whoever completes it before the call is done ends the call. */
  public CompletableFuture<T> answer() {
    return answer;
  }

  /** Says whether there is an answer already, so that nothing remains to be done. */
  public boolean isOver() {
    return answer.isDone();
  }

  /** Ends the call because {@code next} takes its place. */
  public void giveWayTo(Turn<?> next) {
    if (givesWay) {
      answer.completeExceptionally(
          new SupersededException("the " + what + " gave way to a later " + next.what));
    }
  }

  /** Answers with what came of the call. */
  public void settle(@Nullable T value, @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(unwrap(failure));
    } else {
      answer.complete(value);
    }
  }

  /** Returns what went wrong, without what {@link CompletableFuture} wraps around it. */
  public static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
