package io.slots.form;

import io.slots.operation.Limits;
import io.slots.operation.WarmUpStatuses;

/** Limits, every one of them: defaults may change, an operation's limits may not. */
final class LimitsForm implements Form<Limits> {
  static final LimitsForm FORM = new LimitsForm();

  private LimitsForm() {}

  @Override
  public void write(Limits value, Out out) {
    out.duration("restart", value.restart());
    out.duration("retryPause", value.retryPause());
    out.duration("warmUpRequest", value.warmUpRequest());
    out.duration("routing", value.routing());
    out.duration("drain", value.drain());
    out.duration("drainPause", value.drainPause());
    out.duration("overall", value.overall());
    out.duration("previewExpiry", value.previewExpiry());
    out.duration("keepWarm", value.keepWarm());
    out.number("timeoutsBeforeRestart", value.timeoutsBeforeRestart());
    out.number("timeoutsBeforeFailure", value.timeoutsBeforeFailure());
    out.number("routingTries", value.routingTries());
    out.number("parallelism", value.parallelism());
    out.word("warmUpStatuses", value.warmUpStatuses());
  }

  @Override
  public Limits read(In in) {
    return Limits.builder()
        .restart(in.duration("restart"))
        .retryPause(in.duration("retryPause"))
        .warmUpRequest(in.duration("warmUpRequest"))
        .routing(in.duration("routing"))
        .drain(in.duration("drain"))
        .drainPause(in.duration("drainPause"))
        .overall(in.duration("overall"))
        .previewExpiry(in.optionalDuration("previewExpiry"))
        .keepWarm(in.optionalDuration("keepWarm"))
        .timeoutsBeforeRestart((int) in.number("timeoutsBeforeRestart"))
        .timeoutsBeforeFailure((int) in.number("timeoutsBeforeFailure"))
        .routingTries((int) in.number("routingTries"))
        .parallelism((int) in.number("parallelism"))
        .warmUpStatuses(in.word("warmUpStatuses", WarmUpStatuses.class))
        .build();
  }
}
