package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Swap;
import java.util.List;

/**
 * Where a step plays: the app and the operation, as they are stored.
 *
 * @param app the app
 * @param operation the operation
 * @param paused the swaps of the app that pause meanwhile (S5.2)
 */
public record Scene(App app, Operation operation, List<Operation> paused) {
  /** Tables published while going back are newer than all that were published going forward. */
  private static final int BACK = 1_000;

  /** Where nothing pauses. */
  public Scene(App app, Operation operation) {
    this(app, operation, List.of());
  }

  /** The limits in force. */
  public Limits limits() {
    return operation.limits();
  }

  /** The instances of a slot, as they are. */
  List<Instance> instancesOf(SlotName slot) {
    return app.slot(slot).deployed().map(Deployed::instances).orElse(List.of());
  }

  /** Whether a traffic rule leads requests for production's host to the slot (S7.1). */
  boolean hasShare(SlotName slot) {
    return app.hasShare(slot);
  }

  /**
   * Publishes the table that serves {@code changed}, as generation {@code number} of the operation.
   * What a swap that pauses has restarted has no share yet.
   */
  PublishRoutes publish(App changed, int number) {
    return new PublishRoutes(table(changed, number));
  }

  /**
   * The same while a swap prepares its source: production's host leads to what was restarted there
   * only when it has passed the gate (S9.1), and that is by the switch.
   */
  PublishRoutes publishPreparing(Swap swap, App changed, int number) {
    return new PublishRoutes(withoutShareOf(swap, table(changed, number)));
  }

  /** Publishes the table without anybody for {@code slot}, as generation {@code number}. */
  PublishRoutes publishWithdrawing(SlotName slot, int number) {
    return new PublishRoutes(table(app, number).withdrawing(slot));
  }

  private RoutingTable table(App changed, int number) {
    RoutingTable table = RoutingTable.of(changed, generation(number));
    for (Operation other : paused) {
      if (other.task() instanceof Swap swap) {
        table = withoutShareOf(swap, table);
      }
    }
    return table;
  }

  private RoutingTable withoutShareOf(Swap swap, RoutingTable table) {
    return DrainSource.isNeeded(this, swap) ? table.withoutSharesOf(swap.source()) : table;
  }

  RoutingGeneration generation(int number) {
    return new RoutingGeneration(
        operation.fencingToken(), operation.isGoingBack() ? BACK - number : number);
  }
}
