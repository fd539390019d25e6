package io.slots.examples.liveswap;

import io.slots.core.Running;
import io.slots.examples.liveswap.progress.Progress;
import io.slots.examples.stage.Endings;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Has operations done, one after the other, and keeps their reports. For one thread. */
final class Performer {
  /** How long the end of an operation may take to be shown. */
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(5);

  private final Progress progress;
  private final Endings endings;
  private final List<EndedOperation> reports = new ArrayList<>();

  Performer(Progress progress, Endings endings) {
    this.progress = progress;
    this.endings = endings;
  }

  /** Starts an operation and waits until it has ended and its end is shown. */
  Outcome perform(List<PlannedStep> expected, Supplier<Running> start) throws InterruptedException {
    progress.expect(expected);
    Running running = start.get();
    Outcome outcome = running.await();
    endings.await(running.id(), SHOWN_WITHIN);
    reports.add(outcome.report());
    return outcome;
  }

  /** Returns one that shows operations in the same place and has no reports yet. */
  Performer anew() {
    return new Performer(progress, endings);
  }

  /** The reports of all that have ended, in their order. */
  List<EndedOperation> reports() {
    return List.copyOf(reports);
  }
}
