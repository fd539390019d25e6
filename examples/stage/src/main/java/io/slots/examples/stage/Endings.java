package io.slots.examples.stage;

import io.slots.OperationId;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets one wait until the listeners have heard of an operation's end, or of its pause, which may be
 * a moment after the one who waits for the operation has. Thread-safe.
 */
public final class Endings implements SlotsListener {
  private final Set<OperationId> ended = new HashSet<>();
  private final Set<OperationId> paused = new HashSet<>();

  @Override
  public synchronized void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationEnded) {
      ended.add(event.operation());
      notifyAll();
    } else if (event instanceof SlotsEvent.OperationPaused) {
      paused.add(event.operation());
      notifyAll();
    }
  }

  /** Waits until {@code operation}'s end was heard of, so long at most. */
  public synchronized void await(OperationId operation, Duration limit)
      throws InterruptedException {
    await(ended, operation, limit);
  }

  /** Waits until {@code operation}'s pause was heard of, so long at most. */
  public synchronized void awaitPause(OperationId operation, Duration limit)
      throws InterruptedException {
    await(paused, operation, limit);
  }

  private void await(Set<OperationId> heard, OperationId operation, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!heard.contains(operation)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
