package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from any thread and has them handled one at a time, in order, on the scheduler's
 * threads.
 */
final class Mailbox {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();

  /** Messages that are not handled yet. Who lifts it from 0 has them handled. */
  private final AtomicInteger unhandled = new AtomicInteger();

  private final Scheduler scheduler;
  private final Runnable whenIdle;

  /** With what runs, like a message, whenever no message is left for now. */
  Mailbox(Scheduler scheduler, Runnable whenIdle) {
    this.scheduler = scheduler;
    this.whenIdle = whenIdle;
  }

  void post(Runnable message) {
    messages.add(message);
    if (unhandled.getAndIncrement() == 0) {
      scheduler.execute(this::handleAll);
    }
  }

  private void handleAll() {
    int left;
    do {
      int handled = 0;
      try {
        for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
          handled++;
          handle(message);
        }
        handle(whenIdle);
      } catch (Error e) {
        goOnAfterError(handled);
        throw e;
      }
      left = unhandled.addAndGet(-handled);
    } while (left > 0);
  }

  /** An error, such as a class that cannot be loaded, is the thread's; the messages go on. */
  private void goOnAfterError(int handled) {
    messages.add(() -> {});
    if (unhandled.addAndGet(1 - handled) > 0) {
      scheduler.execute(this::handleAll);
    }
  }

  private static void handle(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException e) {
      log.error("the engine's loop failed on a message; this is a bug", e);
    }
  }
}
