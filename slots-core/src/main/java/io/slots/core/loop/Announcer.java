package io.slots.core.loop;

import com.google.common.collect.ImmutableList;
import io.slots.core.time.Scheduler;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of events: one at a time, in order, outside of everything that drives operations.
 * A slow or throwing listener disturbs nothing but the listeners.
 *
 * <p>What waits to be told is bounded, for a listener may never return. Once {@link #MOST_UNTOLD}
 * events wait, further ones are left out until half of them are told; the log says so. Only how an
 * operation ends is told whatever happens: by that a listener forgets what it knows of it.
 */
public final class Announcer {
  /** Beyond what a swap of a thousand instances makes: some twenty events for each. */
  static final int MOST_UNTOLD = 1 << 16;

  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final List<SlotsListener> listeners;
  private final Mailbox mailbox;
  private final AtomicInteger untold = new AtomicInteger();
  private final AtomicBoolean behind = new AtomicBoolean();
  private final LongAdder leftOut = new LongAdder();

  /** Tells {@code listeners} on the scheduler's threads. */
  public Announcer(List<SlotsListener> listeners, Scheduler scheduler) {
    this.listeners = ImmutableList.copyOf(listeners);
    this.mailbox = new Mailbox(scheduler, () -> {});
  }

  /** Whether anybody listens, so that an event is worth making. */
  boolean isHeard() {
    return !listeners.isEmpty();
  }

  void announce(SlotsEvent event) {
    if (!isHeard()) {
      return;
    }
    if (isBehind() && !isLast(event)) {
      leftOut.increment();
      return;
    }
    untold.incrementAndGet();
    mailbox.post(() -> tell(event));
  }

  private static boolean isLast(SlotsEvent event) {
    return event instanceof SlotsEvent.OperationEnded || event instanceof SlotsEvent.OperationLost;
  }

  private boolean isBehind() {
    int waiting = untold.get();
    if (waiting >= MOST_UNTOLD && behind.compareAndSet(false, true)) {
      log.warn("listeners are {} events behind; further ones are left out", MOST_UNTOLD);
    } else if (waiting <= MOST_UNTOLD / 2 && behind.compareAndSet(true, false)) {
      log.warn("listeners are catching up; {} events were left out", leftOut.sumThenReset());
    }
    return behind.get();
  }

  private void tell(SlotsEvent event) {
    for (SlotsListener listener : listeners) {
      tell(listener, event);
    }
    untold.decrementAndGet();
  }

  /** Errors too, and what is thrown unchecked though it is checked: none of it is the engine's. */
  private static void tell(SlotsListener listener, SlotsEvent event) {
    try {
      listener.on(event);
    } catch (Throwable e) {
      log.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
    }
  }
}
