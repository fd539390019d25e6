package io.slots.testkit.readme;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.SwapEngine;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;

/** An embedding to be tested: it promotes what is in staging, and says in a word how that went. */
final class Releases {
  private static final SlotName STAGING = SlotName.of("staging");

  private final SwapEngine swaps;

  Releases(SwapEngine swaps) {
    this.swaps = swaps;
  }

  String promote(AppName app) {
    Outcome outcome = swaps.swap(SwapRequest.of(app, STAGING)).await();
    return outcome.isDone() ? "live" : "still the old one";
  }
}
