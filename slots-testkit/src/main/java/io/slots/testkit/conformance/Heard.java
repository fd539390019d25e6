package io.slots.testkit.conformance;

import com.google.common.collect.ImmutableList;
import io.slots.app.AppName;
import io.slots.spi.EngineLeases.Watcher;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A watcher that remembers what it hears, for tests of leases. Safe for use by several threads. */
public final class Heard implements Watcher {
  private final Queue<String> changes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger missed = new AtomicInteger();

  /** A watcher that has heard nothing yet. */
  public Heard() {}

  @Override
  public void changed(AppName app, long version) {
    changes.add(app.spelling() + " " + version);
  }

  @Override
  public void missed() {
    missed.incrementAndGet();
  }

  /** The changes that it heard of, oldest first: {@code Shop 3}. */
  public List<String> changes() {
    return ImmutableList.copyOf(changes);
  }

  /** How often it heard that it may have missed something. */
  public int timesMissed() {
    return missed.get();
  }
}
