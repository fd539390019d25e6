package io.slots.testkit.assertion;

import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.testkit.CallPattern;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.RecordedOperation;
import io.slots.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Assertions about an operation in the kit. */
public final class OperationAssert extends Evidenced<OperationAssert, RecordedOperation> {
  OperationAssert(RecordedOperation actual) {
    super(actual, OperationAssert.class);
  }

  @Override
  String subject() {
    return actual
        .report()
        .map(it -> it.description() + " of " + it.app() + " (" + it.id() + ")")
        .orElse("operation " + actual.id());
  }

  @Override
  String evidence() {
    return actual.report().map(it -> it.table() + "\n").orElse("") + actual.history().table();
  }

  // ---- how it ended

  /** All was done. */
  public OperationAssert completed() {
    return ended(Ending.COMPLETED);
  }

  /** All was done, but these instances of the source did not come back (S4.6). */
  public OperationAssert completedDegraded(InstanceId... instances) {
    return ended(Ending.COMPLETED_SOURCE_DEGRADED).degraded(instances);
  }

  /** It could not be done, and all is as it was (S4.2). */
  public OperationAssert reverted() {
    return ended(Ending.REVERTED);
  }

  /** It could not be done, and these instances of the source did not come back (S4.2). */
  public OperationAssert revertedDegraded(InstanceId... instances) {
    return ended(Ending.REVERTED_SOURCE_DEGRADED).degraded(instances);
  }

  /** It could not begin when its turn came (S6.2, S6.3). */
  public OperationAssert refused() {
    return ended(Ending.REFUSED);
  }

  /** It has not ended yet, as far as its engine tells. */
  public OperationAssert hasNotEnded() {
    return check(actual.outcome().isEmpty(), "not ended", found());
  }

  private OperationAssert ended(Ending ending) {
    return check(
        actual.report().filter(it -> it.ending() == ending).isPresent(),
        "ended: " + ending,
        found());
  }

  private String found() {
    return actual
        .report()
        .map(
            it ->
                "it ended: " + it.ending() + it.reason().map(why -> ", because " + why).orElse(""))
        .orElse("it has not ended");
  }

  private OperationAssert degraded(InstanceId... instances) {
    Set<InstanceId> expected = new TreeSet<>(Set.of(instances));
    Set<InstanceId> found =
        new TreeSet<>(actual.report().map(EndedOperation::degraded).orElse(Set.of()));
    return check(
        expected.isEmpty() || expected.equals(found),
        "these instances degraded: " + expected,
        "they are " + found);
  }

  /** The reason that it gives has that in it. */
  public OperationAssert because(String part) {
    return check(
        actual.report().flatMap(EndedOperation::reason).filter(it -> it.contains(part)).isPresent(),
        "a reason with \"" + part + "\"",
        found());
  }

  // ---- its way

  /** These steps were done, in that order, and no others; what was undone does not count. */
  public OperationAssert wentThrough(StepName... steps) {
    List<StepName> expected = List.of(steps);
    List<StepName> found = stepsForward();
    return check(found.equals(expected), "gone through " + expected, "its steps were " + found);
  }

  /** It turned back when it had come to that step. */
  public OperationAssert turnedBackAt(StepName step) {
    List<StepName> forward = stepsForward();
    boolean turned = actual.report().filter(it -> isUndone(it.ending())).isPresent();
    return check(
        turned && !forward.isEmpty() && forward.get(forward.size() - 1) == step,
        "turned back at \"" + step + "\"",
        turned ? "its steps were " + forward : found());
  }

  private static boolean isUndone(Ending ending) {
    return ending == Ending.REVERTED || ending == Ending.REVERTED_SOURCE_DEGRADED;
  }

  private List<StepName> stepsForward() {
    return actual.report().map(EndedOperation::steps).orElse(List.of()).stream()
        .filter(it -> it.direction() == Direction.FORWARD)
        .map(StepTime::step)
        .toList();
  }

  /** It took so long at most. */
  public OperationAssert tookAtMost(Duration duration) {
    return check(
        actual.report().filter(it -> it.took().compareTo(duration) <= 0).isPresent(),
        "taken " + Durations.exact(duration) + " at most",
        actual.report().map(it -> "it took " + Durations.exact(it.took())).orElse(found()));
  }

  // ---- what it did

  /** The routes of its slots were switched to other content exactly once, in one table (S4.5). */
  public OperationAssert switchedRoutingOnce() {
    return switchedRouting(1);
  }

  /** No route was switched to other content. */
  public OperationAssert neverSwitchedRouting() {
    return switchedRouting(0);
  }

  private OperationAssert switchedRouting(int times) {
    return check(
        actual.switches() == times,
        times == 0 ? "switched no route" : "switched routes once",
        "it did so " + actual.switches() + " times");
  }

  /** No instance was restarted or ended while it served the slot's requests (S4.7). */
  public OperationAssert neverTouched(SlotName slot) {
    List<RecordedCall> touching =
        actual.calls().stream()
            .filter(call -> touches(call.effect()) && call.serving().contains(slot))
            .toList();
    return check(
        touching.isEmpty(),
        "left alone whoever serves " + slot,
        "it made these calls: " + numbered(touching));
  }

  private static boolean touches(Effect effect) {
    return effect instanceof Restart || effect instanceof Decommission;
  }

  /** Such a call was made, once at least. */
  public OperationAssert made(CallPattern calls) {
    return check(matching(calls).size() > 0, "made " + calls, "it did not");
  }

  /** Such a call was made so many times. */
  public OperationAssert made(CallPattern calls, int times) {
    List<RecordedCall> found = matching(calls);
    return check(
        found.size() == times,
        "made " + calls + ", " + times + " times",
        "it did so " + found.size() + " times: " + numbered(found));
  }

  /** No such call was made. */
  public OperationAssert neverMade(CallPattern calls) {
    List<RecordedCall> found = matching(calls);
    return check(found.isEmpty(), "never made " + calls, "it did: " + numbered(found));
  }

  private List<RecordedCall> matching(CallPattern calls) {
    return actual.calls().stream().filter(calls).toList();
  }

  static String numbered(List<RecordedCall> calls) {
    return calls.stream()
        .map(
            call ->
                (call.number() < 0 ? "" : call.number() + " ")
                    + "\""
                    + call.effect().describe()
                    + "\"")
        .collect(Collectors.joining(", "));
  }

  /** Such an event was told of it. */
  public OperationAssert told(Class<? extends SlotsEvent> event) {
    return check(
        actual.events().stream().anyMatch(event::isInstance),
        "told of " + event.getSimpleName(),
        "it told of " + EventsAssert.kinds(actual.events()));
  }
}
