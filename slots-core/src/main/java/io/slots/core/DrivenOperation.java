package io.slots.core;

import io.slots.OperationId;
import io.slots.core.loop.OperationRun;
import io.slots.core.time.Scheduler;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletionStage;

/** An operation that this engine drives. */
final class DrivenOperation implements Running {
  private final OperationRun run;
  private final Scheduler scheduler;

  DrivenOperation(OperationRun run, Scheduler scheduler) {
    this.run = run;
    this.scheduler = scheduler;
  }

  @Override
  public OperationId id() {
    return run.operation().id();
  }

  @Override
  public Outcome await() {
    return scheduler.await(run.outcome());
  }

  @Override
  public CompletionStage<Outcome> outcome() {
    return run.outcome();
  }
}
