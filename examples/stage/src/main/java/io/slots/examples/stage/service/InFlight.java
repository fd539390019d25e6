package io.slots.examples.stage.service;

import java.time.Duration;

/** Counts the requests that are being answered, and waits until there are none. Thread-safe. */
final class InFlight {
  private int count;

  synchronized void enter() {
    count++;
  }

  synchronized void leave() {
    count--;
    notifyAll();
  }

  synchronized int count() {
    return count;
  }

  /** Says whether there were none within {@code limit}. */
  synchronized boolean awaitNone(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (count > 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
