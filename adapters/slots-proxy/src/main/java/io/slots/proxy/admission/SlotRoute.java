package io.slots.proxy.admission;

import io.slots.app.SlotName;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The targets of one slot in one table. Immutable but for where the next turn begins. */
public final class SlotRoute {
  private final SlotName slot;
  private final boolean hasContent;
  private final Target[] targets;
  private final AtomicInteger turn = new AtomicInteger();

  SlotRoute(SlotName slot, boolean hasContent, List<Target> targets) {
    this.slot = slot;
    this.hasContent = hasContent;
    this.targets = targets.toArray(Target[]::new);
  }

  /** Which slot it is. */
  public SlotName slot() {
    return slot;
  }

  /** Says whether a request can be given to the slot now. */
  boolean isServed() {
    return hasContent && targets.length > 0;
  }

  NotAdmitted whyNot() {
    return hasContent ? NotAdmitted.NO_HEALTHY_INSTANCE : NotAdmitted.NOTHING_DEPLOYED;
  }

  /**
   * Returns the target with the least in flight, in turn where several have the least, or null if
   * there is none. Targets that could not be reached lately come last.
   */
  @Nullable Target pick(Ticker ticker) {
    if (!isServed()) {
      return null;
    }
    if (targets.length == 1) {
      return targets[0];
    }
    // Two threads may take the same turn: a tie is then broken the same way twice, no more.
    int start = turn.getPlain();
    turn.setPlain(start + 1);
    Target best = null;
    boolean bestAvoided = true;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < targets.length; i++) {
      Target target = targets[Integer.remainderUnsigned(start + i, targets.length)];
      boolean avoided = target.isAvoided(ticker);
      int load = target.inFlight();
      if (best == null || (avoided == bestAvoided ? load < least : bestAvoided)) {
        best = target;
        bestAvoided = avoided;
        least = load;
      }
    }
    return best;
  }
}
