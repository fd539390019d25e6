package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Runs at once, on the thread that asks: the stress of several threads comes from them alone. */
final class InlineScheduler implements Scheduler {
  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public Instant now() {
    throw new UnsupportedOperationException("a mailbox asks for no time");
  }

  @Override
  public long nanoTime() {
    throw new UnsupportedOperationException("a mailbox asks for no time");
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("a mailbox waits for nothing");
  }

  @Override
  public <T> T await(CompletionStage<T> stage) {
    throw new UnsupportedOperationException("a mailbox waits for nothing");
  }

  @Override
  public void close() {}
}
