package io.slots.testkit.assertion;

import io.slots.app.App;
import io.slots.event.SlotsEvent;
import io.slots.operation.Outcome;
import io.slots.testkit.CallHistory;
import io.slots.testkit.FakeRouter;
import io.slots.testkit.RecordedOperation;
import java.util.List;

/**
 * Begins assertions:
 *
 * <pre>{@code
 * assertThat(kit.swap(SHOP, STAGING)).completed().switchedRoutingOnce().neverTouched(PRODUCTION);
 * assertThat(kit.slots().apps().get(SHOP)).runs("v2", PRODUCTION);
 * assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v2");
 * assertThat(kit.history()).hasNone(restarts().serving(PRODUCTION));
 * }</pre>
 */
public final class SlotsAssertions {
  private SlotsAssertions() {}

  /** About an operation in the kit: how it ended, and what was seen of it. */
  public static OperationAssert assertThat(RecordedOperation operation) {
    return new OperationAssert(operation);
  }

  /** About how an operation ended, on whatever engine. */
  public static OutcomeAssert assertThat(Outcome outcome) {
    return new OutcomeAssert(outcome);
  }

  /** About an app: what its slots have. */
  public static AppAssert assertThat(App app) {
    return new AppAssert(app);
  }

  /** About the routes in force. */
  public static RouterAssert assertThat(FakeRouter router) {
    return new RouterAssert(router);
  }

  /** About calls of SPIs. */
  public static CallsAssert assertThat(CallHistory calls) {
    return new CallsAssert(calls);
  }

  /** About events. */
  public static EventsAssert assertThatEvents(List<SlotsEvent> events) {
    return new EventsAssert(events);
  }
}
