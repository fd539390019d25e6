package io.slots.core.observe;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.slots.OperationId;
import io.slots.event.SlotsEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The JFR events that have begun and not ended, by operation. Only what a recording has enabled is
 * in here; when none has, nothing is. For one thread at a time.
 */
final class JfrOpen {
  private static final int MOST_OPERATIONS = 10_000;

  /**
   * What tells two open events of an operation apart.
   *
   * @param type the event's type
   * @param which of several of a type that may be open at once; anything if there is but one
   */
  private record Key(Class<? extends SlotsJfrEvent> type, Object which) {}

  private final Cache<OperationId, Map<Key, SlotsJfrEvent>> open =
      CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST_OPERATIONS).build();

  /** Begins {@code jfr} at {@code cause}, if a recording has it enabled. */
  <E extends SlotsJfrEvent> void begin(E jfr, SlotsEvent cause, Object which, Consumer<E> fill) {
    if (jfr.isEnabled()) {
      jfr.of(cause);
      fill.accept(jfr);
      open.asMap()
          .computeIfAbsent(cause.operation(), id -> new HashMap<>())
          .put(new Key(jfr.getClass(), which), jfr);
      jfr.begin();
    }
  }

  /** The open event of {@code type}, if there is one. */
  <E extends SlotsJfrEvent> Optional<E> find(Class<E> type, SlotsEvent cause, Object which) {
    Map<Key, SlotsJfrEvent> events = open.getIfPresent(cause.operation());
    return events == null
        ? Optional.empty()
        : Optional.ofNullable(events.get(new Key(type, which))).map(type::cast);
  }

  /** The same; it is open no more. */
  <E extends SlotsJfrEvent> Optional<E> take(Class<E> type, SlotsEvent cause, Object which) {
    Map<Key, SlotsJfrEvent> events = open.getIfPresent(cause.operation());
    return events == null
        ? Optional.empty()
        : Optional.ofNullable(events.remove(new Key(type, which))).map(type::cast);
  }

  /** Forgets those of {@code type}. */
  void forget(Class<? extends SlotsJfrEvent> type, SlotsEvent cause) {
    Map<Key, SlotsJfrEvent> events = open.getIfPresent(cause.operation());
    if (events != null) {
      events.keySet().removeIf(key -> key.type() == type);
    }
  }

  /** Forgets the operation. */
  void forget(SlotsEvent cause) {
    open.invalidate(cause.operation());
  }

  /** Of how many operations anything is open. */
  long size() {
    return open.size();
  }
}
