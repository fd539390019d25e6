package io.slots.testkit.await;

import io.slots.app.AppName;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the operations of an app are like at a moment. Its text tells all of it, so that a condition
 * that is not met says why.
 */
public final class Glimpse {
  private final AppName app;
  private final Optional<Operation> current;
  private final List<Operation> paused;
  private final List<QueuedDeployment> queued;
  private final List<Wait> waits;
  private final Optional<EndedOperation> last;

  private Glimpse(AppName app, Slots slots) {
    this.app = app;
    this.current = slots.operations().current(app);
    this.paused = slots.operations().paused(app);
    this.queued = slots.operations().queued(app);
    this.waits = slots.operations().waits(app);
    this.last = slots.operations().history(app, 1).latest();
  }

  /** Looks at the operations of an app now. */
  public static Glimpse of(Slots slots, AppName app) {
    return new Glimpse(app, slots);
  }

  /** The operation under way. */
  public Optional<Operation> current() {
    return current;
  }

  /** The swaps with preview that pause. */
  public List<Operation> paused() {
    return paused;
  }

  /** Says whether no operation is under way and no deployment waits for its turn. */
  public boolean isIdle() {
    return current.isEmpty() && queued.isEmpty();
  }

  /** The operation that ended last. */
  public Optional<EndedOperation> last() {
    return last;
  }

  /** Returns what is under way and what that waits for, or what ended last. */
  @Override
  public String toString() {
    String now =
        current
            .map(it -> it.task().describe() + " (" + it.id() + ") at \"" + it.state() + "\"")
            .or(() -> paused.stream().findFirst().map(it -> it.task().describe() + " paused"))
            .orElse("nothing under way");
    String what = waits.stream().map(it -> "; " + it.sentence()).collect(Collectors.joining());
    String before =
        last.map(it -> "; before that: " + it.description() + " " + it.ending()).orElse("");
    return app + ": " + now + what + before;
  }
}
