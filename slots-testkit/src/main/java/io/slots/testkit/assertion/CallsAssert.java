package io.slots.testkit.assertion;

import io.slots.testkit.CallHistory;
import io.slots.testkit.CallPattern;
import io.slots.testkit.RecordedCall;
import java.util.List;

/** Assertions about the calls of SPIs. */
public final class CallsAssert extends Evidenced<CallsAssert, CallHistory> {
  CallsAssert(CallHistory actual) {
    super(actual, CallsAssert.class);
  }

  @Override
  String subject() {
    return actual.calls().size() + " calls of SPIs";
  }

  @Override
  String evidence() {
    return actual.table();
  }

  private List<RecordedCall> matching(CallPattern pattern) {
    return actual.calls().stream().filter(pattern).toList();
  }

  /** There is such a call, one at least. */
  public CallsAssert has(CallPattern pattern) {
    return check(!matching(pattern).isEmpty(), pattern.toString(), "there is none");
  }

  /** There are so many such calls. */
  public CallsAssert has(int times, CallPattern pattern) {
    List<RecordedCall> found = matching(pattern);
    return check(
        found.size() == times,
        times + " of these: " + pattern,
        "there are " + found.size() + ": " + OperationAssert.numbered(found));
  }

  /** There is no such call. */
  public CallsAssert hasNone(CallPattern pattern) {
    List<RecordedCall> found = matching(pattern);
    return check(
        found.isEmpty(),
        "none of these: " + pattern,
        "there are " + found.size() + ": " + OperationAssert.numbered(found));
  }

  /** There are such calls one after the other, others in between or not. */
  public CallsAssert hasInOrder(CallPattern... patterns) {
    int found = 0;
    for (RecordedCall call : actual.calls()) {
      if (found < patterns.length && patterns[found].test(call)) {
        found++;
      }
    }
    return check(
        found == patterns.length,
        "in this order: " + List.of(patterns),
        found == 0
            ? "there is none of the first"
            : found < patterns.length ? "after that there is none of: " + patterns[found] : "");
  }

  /** Every call was answered. */
  public CallsAssert areAllAnswered() {
    List<RecordedCall> open = actual.calls().stream().filter(it -> !it.isAnswered()).toList();
    return check(
        open.isEmpty(), "all been answered", "these were not: " + OperationAssert.numbered(open));
  }

  /** No fake refused a call, for breaking a rule of the SPI or for an old fencing token. */
  public CallsAssert areAllAllowed() {
    return check(
        actual.refused().isEmpty(),
        "all been allowed",
        "these were not: " + OperationAssert.numbered(actual.refused()));
  }
}
