package io.slots.event;

/**
 * Hears of what happens.
 *
 * <p><em>Threading:</em> events of one engine come one at a time and in order, on a thread of the
 * engine's that drives nothing else, so that a slow listener delays only other listeners.
 *
 * <p><em>Failure:</em> what a listener throws is logged and otherwise without effect.
 */
@FunctionalInterface
public interface SlotsListener {
  /** Called for each event. */
  void on(SlotsEvent event);
}
