package io.slots.form;

import io.slots.operation.WarmUpPlan;

/** How instances are warmed up. The paths are sealed, where the store has a key. */
final class WarmUpForm implements Form<WarmUpPlan> {
  static final WarmUpForm FORM = new WarmUpForm();

  private WarmUpForm() {}

  @Override
  public void write(WarmUpPlan value, Out out) {
    out.paths("paths", value.paths());
    out.numbers("statuses", value.statuses());
    out.flag("successOnly", value.successOnly());
  }

  @Override
  public WarmUpPlan read(In in) {
    return WarmUpPlan.builder()
        .paths(in.paths("paths"))
        .statuses(in.numbers("statuses"))
        .successOnly(in.flag("successOnly"))
        .build();
  }
}
