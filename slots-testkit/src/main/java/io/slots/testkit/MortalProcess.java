package io.slots.testkit;

import io.slots.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;

/**
 * The process that an engine runs in. When it dies, nothing of what it would have done next is
 * done; the world around it goes on.
 */
final class MortalProcess implements Scheduler {
  private final VirtualTime time;
  private final String name;
  private final Deque<Runnable> heldBack = new ArrayDeque<>();
  private boolean dead;
  private boolean standsStill;

  MortalProcess(VirtualTime time, String name) {
    this.time = time;
    this.name = name;
  }

  /** The name of the engine that runs in it. */
  String name() {
    return name;
  }

  boolean isDead() {
    return dead;
  }

  boolean standsStill() {
    return standsStill;
  }

  void die() {
    dead = true;
  }

  /** Nothing of it goes on until it is told to; time does, and so does the world around it. */
  void standStill() {
    standsStill = true;
  }

  /** Does at once whatever has come due while it stood still. */
  void goOn() {
    standsStill = false;
    while (!heldBack.isEmpty()) {
      time.execute(alive(heldBack.remove()));
    }
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    time.execute(alive(task));
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return time.after(delay, alive(task), this::name);
  }

  private Runnable alive(Runnable task) {
    return () -> {
      if (standsStill) {
        heldBack.add(task);
      } else if (!dead) {
        task.run();
      }
    };
  }

  @Override
  public <T> T await(CompletionStage<T> stage) {
    return time.await(stage);
  }

  /** Does nothing: there is no thread to end. */
  @Override
  public void close() {}
}
