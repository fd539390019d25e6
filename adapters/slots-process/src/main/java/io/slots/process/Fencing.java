package io.slots.process;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import java.util.HashMap;
import java.util.Map;

/** The highest fencing token seen for each app (S9.4). Guarded by its owner. */
final class Fencing {
  private final Map<AppName, Long> highest = new HashMap<>();

  /**
   * Takes note of {@code token}.
   *
   * @throws RefusedException if a higher one was seen for the app
   */
  void admit(AppName app, long token) {
    long seen = highest.getOrDefault(app, Long.MIN_VALUE);
    if (token < seen) {
      throw new RefusedException(
          Rule.of(9, 4),
          "fencing token " + token + " for app " + app + " when " + seen + " was seen already",
          "a call by the engine that drives the app now");
    }
    highest.put(app, token);
  }

  /** Takes note of a token that was admitted before. */
  void remember(AppName app, long token) {
    highest.merge(app, token, Math::max);
  }
}
