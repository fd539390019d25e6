package io.slots.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls an adapter as the engine does, and waits for what comes of it. */
final class Answers {
  private final Conformance test;

  private Answers(Conformance test) {
    this.test = test;
  }

  static Answers of(Conformance test) {
    return new Answers(test);
  }

  /** Calls; a method that throws is as good as a stage that fails (P2). */
  static <T> CompletableFuture<T> begin(Supplier<? extends CompletionStage<T>> call) {
    try {
      return call.get().toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The same for a stage that completes with any value. */
  static CompletableFuture<?> beginAny(Supplier<? extends CompletionStage<?>> call) {
    return begin(() -> call.get().thenApply(any -> true));
  }

  /** The answer; a failure fails the test. */
  <T> T get(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    test.waiting().untilDone(future);
    Throwable failure = failure(future);
    if (failure != null) {
      throw new AssertionError("an answer was expected, and not a failure", failure);
    }
    return future.join();
  }

  /** Waits until it is known what came of it; null if it is no failure. */
  @Nullable Throwable outcome(CompletableFuture<?> future) {
    test.waiting().untilDone(future);
    return failure(future);
  }

  /** The failure; an answer fails the test. */
  Throwable failed(CompletableFuture<?> future, String because) {
    Throwable failure = outcome(future);
    assertThat(failure).as(because).isNotNull();
    return Objects.requireNonNull(failure);
  }

  private static @Nullable Throwable failure(CompletableFuture<?> future) {
    Throwable failure = future.handle((value, error) -> error).join();
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /**
   * Requires that the method itself returns, while its stage may go on: the call is made on another
   * thread, which a method that waits would hold up.
   */
  <T> CompletableFuture<T> returnsAtOnce(Supplier<? extends CompletionStage<T>> call) {
    CompletableFuture<CompletableFuture<T>> returned = new CompletableFuture<>();
    daemon(() -> returned.complete(begin(call)));
    return returned(returned);
  }

  /**
   * Calls on a thread that is interrupted. A method that does not wait takes no notice of that; one
   * that waits is thrown out, or swallows the interruption.
   */
  <T> CompletableFuture<T> whileInterrupted(Supplier<? extends CompletionStage<T>> call) {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CompletableFuture<T> answer =
        returnsAtOnce(
            () -> {
              Thread.currentThread().interrupt();
              CompletableFuture<T> begun = begin(call);
              interrupted.complete(Thread.interrupted());
              return begun;
            });
    assertThat(interrupted.join())
        .as("the caller's interruption is the caller's, and is there after the call")
        .isTrue();
    return answer;
  }

  /** Makes all calls, each on a thread of its own if several may; all are under way together. */
  <T> List<CompletableFuture<T>> together(List<Supplier<CompletionStage<T>>> calls) {
    if (test.unsupported().contains(Capability.SEVERAL_THREADS)) {
      return calls.stream().map(Answers::begin).toList();
    }
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<CompletableFuture<CompletableFuture<T>>> begun = new ArrayList<>();
    for (Supplier<CompletionStage<T>> call : calls) {
      CompletableFuture<CompletableFuture<T>> one = new CompletableFuture<>();
      begun.add(one);
      daemon(
          () -> {
            try {
              start.await();
              one.complete(begin(call));
            } catch (InterruptedException | BrokenBarrierException e) {
              one.completeExceptionally(e);
            }
          });
    }
    return begun.stream().map(this::returned).toList();
  }

  private <T> T returned(CompletableFuture<T> future) {
    try {
      return future.get(test.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the method has not returned within " + test.patience(), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "conformance-caller");
    thread.setDaemon(true);
    thread.start();
  }

  /** Requires that nothing that could be logged or shown of a failure holds {@code secret}. */
  static void holdsNot(Throwable failure, String secret) {
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      all.append(cause.toString());
    }
    assertThat(all.toString())
        .as("what a failure says reaches people: it must hold no setting's value (S3.7)")
        .doesNotContain(secret);
  }
}
