package io.slots.form;

import io.slots.app.InstanceId;
import io.slots.operation.Attempt;
import io.slots.operation.Direction;
import io.slots.operation.StepName;

/** What was tried on an instance. */
final class AttemptForm implements Form<Attempt> {
  static final AttemptForm FORM = new AttemptForm();

  private AttemptForm() {}

  @Override
  public void write(Attempt value, Out out) {
    out.text("instance", value.instance().value());
    out.word("step", value.step());
    out.word("direction", value.direction());
    out.text("what", value.what());
    out.text("result", value.result());
    out.flag("ok", value.ok());
    out.instant("at", value.at());
    out.duration("took", value.took());
  }

  @Override
  public Attempt read(In in) {
    return Attempt.builder()
        .instance(in.text("instance", InstanceId::of))
        .step(in.word("step", StepName.class))
        .direction(in.word("direction", Direction.class))
        .what(in.text("what"))
        .result(in.text("result"))
        .ok(in.flag("ok"))
        .at(in.instant("at"))
        .took(in.duration("took"))
        .build();
  }
}
