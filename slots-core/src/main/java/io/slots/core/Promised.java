package io.slots.core;

import io.slots.OperationId;
import io.slots.core.loop.Promise;
import io.slots.core.time.Scheduler;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletionStage;

/** An operation of which an engine has promised how it ends. */
final class Promised implements Running {
  private final Promise promise;
  private final Scheduler scheduler;

  Promised(Promise promise, Scheduler scheduler) {
    this.promise = promise;
    this.scheduler = scheduler;
  }

  @Override
  public OperationId id() {
    return promise.id();
  }

  @Override
  public Outcome await() {
    return scheduler.await(promise.outcome());
  }

  @Override
  public boolean awaitPause() {
    return scheduler.await(promise.pause());
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return promise.outcome();
  }

  @Override
  public String toString() {
    return "operation " + id();
  }
}
