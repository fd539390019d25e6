package io.slots.server.http;

import io.javalin.http.Context;
import java.util.Optional;

/** Tells who makes a request. */
@FunctionalInterface
public interface Callers {
  /**
   * Returns who it is; nothing if the request shows nothing.
   *
   * @throws TroubleException with 401 if what it shows is not good, or 403 if it may have been
   *     forged by another site
   */
  Optional<Caller> of(Context context, Action action);
}
