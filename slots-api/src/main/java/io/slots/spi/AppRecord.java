package io.slots.spi;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.operation.Operation;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * All that is stored of an app: one aggregate, one version. Because the operation under way is part
 * of it, it is the lock, and there is no half state.
 */
@Value.Immutable
public interface AppRecord {
  /** The app. */
  @Value.Parameter
  App app();

  /** Counts the writes; 1 for the first. */
  @Value.Parameter
  long version();

  /** The highest fencing token that an operation of the app had so far. */
  @Value.Parameter
  long fencingToken();

  /** The operation under way, if there is one. */
  @Value.Parameter
  Optional<Operation> operation();

  /** Returns the record. */
  static AppRecord of(App app, long version, long fencingToken, Optional<Operation> operation) {
    return ImmutableAppRecord.of(app, version, fencingToken, operation);
  }

  /** Returns the first record of a new app. */
  static AppRecord first(App app) {
    return of(app, 1, 0, Optional.empty());
  }

  /** The app's name. */
  default AppName name() {
    return app().name();
  }

  /** Returns the record that follows this one. */
  default AppRecord next(App app, Optional<Operation> operation) {
    long token = operation.map(Operation::fencingToken).orElse(0L);
    return of(app, version() + 1, Math.max(token, fencingToken()), operation);
  }
}
