package io.slots.testkit.assertion;

import io.slots.app.InstanceId;
import io.slots.operation.Ending;
import io.slots.operation.Outcome;
import java.util.Set;
import java.util.TreeSet;

/** Assertions about how an operation ended. */
public final class OutcomeAssert extends Evidenced<OutcomeAssert, Outcome> {
  OutcomeAssert(Outcome actual) {
    super(actual, OutcomeAssert.class);
  }

  @Override
  String subject() {
    return actual.report().description()
        + " of "
        + actual.report().app()
        + " ("
        + actual.report().id()
        + ")";
  }

  @Override
  String evidence() {
    return actual.report().table();
  }

  /** What was asked for is so, degraded or not. */
  public OutcomeAssert isDone() {
    return check(actual.isDone(), "been done", found());
  }

  /** All was done. */
  public OutcomeAssert isCompleted() {
    return ended(Ending.COMPLETED);
  }

  /** All was done, but instances of the source did not come back (S4.6). */
  public OutcomeAssert isCompletedSourceDegraded() {
    return ended(Ending.COMPLETED_SOURCE_DEGRADED);
  }

  /** It could not be done, and all is as it was (S4.2). */
  public OutcomeAssert isReverted() {
    return ended(Ending.REVERTED);
  }

  /** It could not be done, and instances of the source did not come back (S4.2). */
  public OutcomeAssert isRevertedSourceDegraded() {
    return ended(Ending.REVERTED_SOURCE_DEGRADED);
  }

  /** It could not begin when its turn came (S6.2, S6.3). */
  public OutcomeAssert isRefused() {
    return ended(Ending.REFUSED);
  }

  private OutcomeAssert ended(Ending ending) {
    return check(actual.report().ending() == ending, "ended: " + ending, found());
  }

  private String found() {
    return "it ended: "
        + actual.report().ending()
        + actual.report().reason().map(why -> ", because " + why).orElse("");
  }

  /** The reason that it gives has that in it. */
  public OutcomeAssert hasReason(String part) {
    return check(
        actual.report().reason().filter(it -> it.contains(part)).isPresent(),
        "a reason with \"" + part + "\"",
        found());
  }

  /** Exactly these instances did not come back. */
  public OutcomeAssert hasDegraded(InstanceId... instances) {
    Set<InstanceId> expected = new TreeSet<>(Set.of(instances));
    Set<InstanceId> found = new TreeSet<>(actual.report().degraded());
    return check(
        found.equals(expected), "these instances degraded: " + expected, "they are " + found);
  }
}
