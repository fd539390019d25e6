package io.slots.core;

import io.slots.OperationId;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An operation that had ended before it was asked for again. */
record EndedBefore(OperationId id, Outcome ended) implements Running {
  @Override
  public Outcome await() {
    return ended;
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return CompletableFuture.completedStage(ended);
  }
}
