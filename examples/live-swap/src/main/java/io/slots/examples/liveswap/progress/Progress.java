package io.slots.examples.liveswap.progress;

import io.slots.event.SlotsListener;
import io.slots.operation.PlannedStep;
import java.util.List;

/** Shows an operation while it runs. Thread-safe. */
public interface Progress extends SlotsListener, AutoCloseable {
  /** The next operation is expected to have these steps; none if that is not known. */
  void expect(List<PlannedStep> planned);

  /** Shows no more. What was shown stays. */
  @Override
  void close();
}
