package io.slots.testkit.assertion;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.testkit.FakeRouter;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the routes in force. */
public final class RouterAssert extends AbstractAssert<RouterAssert, FakeRouter> {
  RouterAssert(FakeRouter actual) {
    super(actual, RouterAssert.class);
  }

  /** About the route for the host of a slot. */
  public RouteAssert route(AppName app, SlotName slot) {
    isNotNull();
    return new RouteAssert(actual, app, slot);
  }
}
