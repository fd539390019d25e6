package io.slots.event;

/**
 * Hears of what happens.
 *
 * <p><em>Threading:</em> events of one engine come one at a time, and those of one operation in the
 * order in which they happened, on a thread that drives nothing else meanwhile, outside of every
 * lock. So a slow listener delays only other listeners, and one may call the engine, even start an
 * operation and wait for it. What a listener did before is visible to it at the next event.
 *
 * <p><em>Failure:</em> whatever a listener throws is logged and otherwise without effect: the other
 * listeners and the next events are told.
 *
 * <p>Listeners that fall tens of thousands of events behind, as one that never returns makes all of
 * them do, are not told of everything any more until they catch up; then effects may end of which
 * they did not hear that they had begun. How an operation ended they are always told.
 */
@FunctionalInterface
public interface SlotsListener {
  /** Called for each event. */
  void on(SlotsEvent event);
}
