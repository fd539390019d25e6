package io.slots.core.loop;

import com.google.common.collect.ImmutableList;
import io.slots.core.time.Scheduler;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of events: one at a time, in order, outside of everything that drives operations.
 * A slow or throwing listener disturbs nothing but the listeners.
 */
public final class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);

  private final List<SlotsListener> listeners;
  private final Mailbox mailbox;

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
    if (isHeard()) {
      mailbox.post(() -> tell(event));
    }
  }

  private void tell(SlotsEvent event) {
    for (SlotsListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        log.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
      }
    }
  }
}
