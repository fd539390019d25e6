package io.slots.server.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed again if the next cannot be. */
final class Opened {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  void closeAll(RuntimeException because) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        because.addSuppressed(e);
      }
    }
  }
}
