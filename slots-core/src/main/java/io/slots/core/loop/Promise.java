package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How an operation will end, for whoever asked for it. It outlives the pause of an operation, and
 * the wait of one whose turn has not come. Safe for use by several threads.
 */
public final class Promise {
  private final OperationId id;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<Boolean> pause = new CompletableFuture<>();

  Promise(OperationId id) {
    this.id = id;
  }

  static Promise kept(OperationId id, Outcome outcome) {
    Promise promise = new Promise(id);
    promise.end(outcome);
    return promise;
  }

  /** The operation. */
  public OperationId id() {
    return id;
  }

  /** How it ends. Fails only if this engine stops driving it, or loses it to another. */
  public CompletionStage<Outcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  /** Completes with true when it pauses, with false when it has ended without. */
  public CompletionStage<Boolean> pause() {
    return pause.minimalCompletionStage();
  }

  boolean isKept() {
    return outcome.isDone();
  }

  void paused() {
    pause.complete(true);
  }

  void end(Outcome how) {
    outcome.complete(how);
    pause.complete(false);
  }

  void fail(RuntimeException why) {
    outcome.completeExceptionally(why);
    pause.completeExceptionally(why);
  }
}
