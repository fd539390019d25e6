package io.slots.server.http;

import java.time.Duration;
import java.util.Map;

/** Is told of every call that changed something, showed secrets, or was refused for its caller. */
@FunctionalInterface
public interface Audit {
  /** Writes it down. */
  void write(
      Caller caller,
      String from,
      Action action,
      int status,
      Duration took,
      Map<String, String> notes);
}
