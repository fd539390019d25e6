package io.slots.core.loop;

import io.slots.app.App;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import java.util.Optional;

/**
 * What an operation is to do.
 *
 * @param app the app as it is stored with the operation
 * @param task its facts
 */
public record Beginning(App app, Task task) {
  /** Computes what an operation is to do; empty if nothing is left to do. Refuses by throwing. */
  @FunctionalInterface
  public interface Of {
    /** Computes it from the record as it is. */
    Optional<Beginning> on(AppRecord record);
  }
}
