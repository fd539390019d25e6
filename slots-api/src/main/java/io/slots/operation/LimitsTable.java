package io.slots.operation;

import io.slots.text.Durations;
import io.slots.text.Page;
import io.slots.text.TextTable;

/** Draws the time-outs and tries in force for a swap (S4.11). */
final class LimitsTable {
  private final SwapPreview preview;

  LimitsTable(SwapPreview preview) {
    this.preview = preview;
  }

  void addTo(Page page) {
    Limits limits = preview.limits();
    TextTable table = TextTable.of("", "");
    table.row("restart of an instance", Durations.exact(limits.restart()));
    table.row("pause between tries", Durations.exact(limits.retryPause()));
    table.row("warm-up request", warmUp(limits));
    preview.warmUp().ifPresent(it -> table.row("accepted in warm-up", it.accepted()));
    table.row("routing", Durations.exact(limits.routing()) + ", tries: " + limits.routingTries());
    table.row(
        "drain",
        Durations.exact(limits.drain())
            + ", counted every "
            + Durations.exact(limits.drainPause()));
    table.row("overall, until the switch", Durations.exact(limits.overall()));
    table.row("preview expires", limits.previewExpiry().map(Durations::exact).orElse("never"));
    table.row("kept warm", limits.keepWarm().map(Durations::exact).orElse("not at all"));
    table.row(
        "instances at once",
        limits.parallelism() == Integer.MAX_VALUE ? "all" : limits.parallelism());
    page.section("Time-outs in force").table(table);
  }

  private static String warmUp(Limits limits) {
    return Durations.exact(limits.warmUpRequest())
        + "; without an answer, a restart after "
        + limits.timeoutsBeforeRestart()
        + " and given up after "
        + limits.timeoutsBeforeFailure();
  }
}
