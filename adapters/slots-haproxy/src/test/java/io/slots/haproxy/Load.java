package io.slots.haproxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that keep their connections, never retry, and ask host {@code shop.test} without a pause.
 * Answers are numbers: for which switch the side serves that gave them.
 */
final class Load implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger confirmed = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load() {}

  static Load start(int port, int clients) {
    Load load = new Load();
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(() -> load.goOn(port));
      thread.setDaemon(true);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void goOn(int port) {
    try (Client client = new Client(port)) {
      while (!over.get()) {
        int begunAfter = confirmed.get();
        Client.Reply reply = client.get("shop.test", "/");
        answered.incrementAndGet();
        if (reply.status() != 200) {
          failures.add("failed: " + reply);
        } else if (Integer.parseInt(reply.body()) < begunAfter) {
          failures.add("stale: " + reply.body() + ", begun after " + begunAfter);
        }
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e.toString());
    }
  }

  /** From now on an answer of an older switch is a wrong one. */
  void confirmed(int number) {
    confirmed.set(number);
  }

  int answered() {
    return answered.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  void stop() {
    over.set(true);
    for (Thread thread : threads) {
      try {
        thread.join(TestHaproxy.PATIENCE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
