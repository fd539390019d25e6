package io.slots.core.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * What a caller or a limit wants of a run while it cannot be granted. Two writes at once would be
 * made of the same record, and the second decide on a step that is over. So a wish waits. For use
 * at the run's mailbox only.
 */
final class Wishes {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean writing;

  /** A write begins. */
  void writes() {
    writing = true;
  }

  /** It has ended, however it went. */
  void written() {
    writing = false;
  }

  boolean areHeldUp() {
    return writing;
  }

  /** Keeps a wish until {@link #release}. */
  void keep(Runnable wish) {
    waiting.add(wish);
  }

  /** Returns what waits, which waits no more. */
  List<Runnable> release() {
    List<Runnable> released = List.copyOf(waiting);
    waiting.clear();
    return released;
  }
}
