package io.slots.operation;

import io.slots.app.InstanceId;
import java.util.Set;

/**
 * How an operation ended, as a value to take apart:
 *
 * <pre>{@code
 * if (outcome instanceof Outcome.Reverted reverted) {
 *   log.warn("staging is as it was: {}", reverted.reason());
 * }
 * }</pre>
 */
public sealed interface Outcome {
  /** The whole report: times, instances, attempts. */
  EndedOperation report();

  /** Whether what was asked for is now so: completed, degraded or not. */
  default boolean isDone() {
    return this instanceof Completed || this instanceof CompletedSourceDegraded;
  }

  /** Returns the outcome that {@code report} tells of. */
  static Outcome of(EndedOperation report) {
    return switch (report.ending()) {
      case COMPLETED -> new Completed(report);
      case COMPLETED_SOURCE_DEGRADED -> new CompletedSourceDegraded(report);
      case REVERTED -> new Reverted(report);
      case REVERTED_SOURCE_DEGRADED -> new RevertedSourceDegraded(report);
      case REFUSED -> new Refused(report);
    };
  }

  /**
   * All was done.
   *
   * @param report the whole report
   */
  record Completed(EndedOperation report) implements Outcome {}

  /**
   * All was done, but instances that left the target did not come back in the source. The target is
   * untouched by that; repair the slot (S4.6). Or instances that nothing needs any more, of a
   * deployment for example, could not be ended: they stand in no slot, no repair reaches them and
   * nothing asks for their end again, so they are yours to end. {@link #reason()} tells which it
   * is.
   *
   * @param report the whole report
   */
  record CompletedSourceDegraded(EndedOperation report) implements Outcome {
    /** The instances that did not come back, or could not be ended. */
    public Set<InstanceId> degraded() {
      return report.degraded();
    }

    /** What kept them, in plain words. */
    public String reason() {
      return report.reason().orElse("");
    }
  }

  /**
   * It could not be done, and all is as it was before (S4.2).
   *
   * @param report the whole report
   */
  record Reverted(EndedOperation report) implements Outcome {
    /** Why, in plain words. */
    public String reason() {
      return report.reason().orElse("");
    }
  }

  /**
   * It could not be done, and instances of the source did not come back when it was put back.
   * Repair the slot (S4.2). New instances that could not be ended on the way back are yours to end,
   * as with {@link CompletedSourceDegraded}; {@link #reason()} tells which it is.
   *
   * @param report the whole report
   */
  record RevertedSourceDegraded(EndedOperation report) implements Outcome {
    /** The instances that did not come back, or could not be ended. */
    public Set<InstanceId> degraded() {
      return report.degraded();
    }

    /** Why it could not be done, and what kept the instances, in plain words. */
    public String reason() {
      return report.reason().orElse("");
    }
  }

  /**
   * It was accepted and could not begin when its turn came; nothing was touched (S6.2, S6.3).
   *
   * @param report the whole report
   */
  record Refused(EndedOperation report) implements Outcome {
    /** Why, in plain words. */
    public String reason() {
      return report.reason().orElse("");
    }
  }
}
