package io.slots.form;

import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;

/** A plan. */
final class PlanForm implements Form<Plan> {
  static final PlanForm FORM = new PlanForm();

  private PlanForm() {}

  @Override
  public void write(Plan value, Out out) {
    out.word("tier", value.tier());
    out.word("os", value.os());
    out.number("workers", value.workers());
  }

  @Override
  public Plan read(In in) {
    return Plan.builder()
        .tier(in.word("tier", PlanTier.class))
        .os(in.word("os", OperatingSystem.class))
        .workers((int) in.number("workers"))
        .build();
  }
}
