package io.slots.server.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed again if the next cannot be. For use by one thread. */
public final class Opened {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Takes note of what was opened, and returns it. */
  public <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes all, the last first; trouble with that is told beside the reason. */
  public void closeAll(RuntimeException because) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        because.addSuppressed(e);
      }
    }
  }
}
