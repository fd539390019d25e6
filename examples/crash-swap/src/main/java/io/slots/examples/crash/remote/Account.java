package io.slots.examples.crash.remote;

import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.RouteChange;
import java.util.List;

/**
 * What the data plane has seen: what an orchestrator says of itself need not be taken for it.
 *
 * @param now when it tells this; of {@link System#nanoTime()} in the data plane
 * @param counted what became of calls with old fencing tokens
 * @param changes when production was led to which version, the first as the oldest
 */
record Account(long now, Counted counted, List<Change> changes) {
  /**
   * Production was led to a version.
   *
   * @param begun when the router was asked; of {@link System#nanoTime()} in the data plane
   * @param confirmed when it had confirmed, or never; of the same
   */
  record Change(String version, long begun, List<Long> confirmed) {
    private static Change of(RouteChange change) {
      return new Change(
          change.version(), change.begun(), change.confirmed().stream().boxed().toList());
    }
  }

  static Account of(Counted counted, ProductionTimeline timeline) {
    return new Account(
        System.nanoTime(), counted, timeline.changes().stream().map(Change::of).toList());
  }
}
