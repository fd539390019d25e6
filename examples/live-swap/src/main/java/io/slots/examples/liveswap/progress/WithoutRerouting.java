package io.slots.examples.liveswap.progress;

import io.slots.OperationId;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.OperationKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Leaves out operations that change routes only, as making an app does: there is nothing to watch.
 * For one thread at a time, as listeners are called.
 */
public final class WithoutRerouting implements SlotsListener {
  private final SlotsListener listener;
  private final Set<OperationId> leftOut = new HashSet<>();

  /** Leaves all else to {@code listener}. */
  public WithoutRerouting(SlotsListener listener) {
    this.listener = listener;
  }

  @Override
  public void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started
        && started.kind() == OperationKind.REROUTING) {
      leftOut.add(event.operation());
    }
    if (!leftOut.contains(event.operation())) {
      listener.on(event);
    }
  }
}
