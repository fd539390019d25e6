package io.slots.proxy.admission;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One stay of an instance, at one address, in the routes of its app. An instance that leaves the
 * routes and comes back is another target, so that nothing kept for the former stay, such as a
 * pooled connection, is used after a restart. Safe for use by several threads.
 */
public final class Target implements Admission {
  private final AppRoutes app;
  private final InstanceId id;
  private final URI address;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicBoolean retired = new AtomicBoolean();
  private volatile boolean left;
  private volatile long avoidedUntil;
  private volatile boolean avoided;

  Target(AppRoutes app, Instance instance) {
    this.app = app;
    id = instance.id();
    address = instance.address();
  }

  /** Which instance it is. */
  public InstanceId id() {
    return id;
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  /** Says whether the instance has left the routes. It does not come back as this target. */
  public boolean hasLeft() {
    return left;
  }

  /** Has other targets preferred until {@code nanoTime}, because this one could not be reached. */
  public void avoidUntil(long nanoTime) {
    avoidedUntil = nanoTime;
    avoided = true;
  }

  /** Asks for the time only if the target was ever avoided: reading it costs more than the rest. */
  boolean isAvoided(Ticker ticker) {
    if (!avoided) {
      return false;
    }
    if (ticker.nanoTime() - avoidedUntil < 0) {
      return true;
    }
    avoided = false;
    return false;
  }

  AppRoutes app() {
    return app;
  }

  int inFlight() {
    return inFlight.get();
  }

  void claim() {
    inFlight.incrementAndGet();
  }

  /** Returns whether that was the last one. */
  boolean unclaim() {
    int rest = inFlight.decrementAndGet();
    if (rest < 0) {
      throw new IllegalStateException("released more often than claimed: " + this);
    }
    return rest == 0;
  }

  void leave() {
    left = true;
  }

  /** Returns true once, when the target has left and has nothing in flight. */
  boolean retire() {
    return left && inFlight.get() == 0 && retired.compareAndSet(false, true);
  }

  /** Returns the target as it is logged: {@code shop-v2-1 at http://10.0.0.7:8080}. */
  @Override
  public String toString() {
    return id + " at " + address;
  }
}
