package io.slots.server.api;

import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.server.http.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What an app runs on.
 *
 * @param tier the tier
 * @param os the operating system; Windows if absent
 * @param workers how many instances each slot has, 1 to 100,000; 1 if absent
 */
record PlanView(PlanTier tier, @Nullable OperatingSystem os, @Nullable Integer workers) {
  static PlanView of(Plan plan) {
    return new PlanView(plan.tier(), plan.os(), plan.workers());
  }

  Plan plan() {
    Required.of("tier", tier);
    return Exchange.given(
        () ->
            Plan.builder()
                .tier(tier)
                .os(os == null ? OperatingSystem.WINDOWS : os)
                .workers(workers == null ? 1 : workers)
                .build());
  }
}
