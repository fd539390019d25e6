package io.slots.form;

import io.slots.operation.Direction;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;

/** When a step began and ended. */
final class StepTimeForm implements Form<StepTime> {
  static final StepTimeForm FORM = new StepTimeForm();

  private StepTimeForm() {}

  @Override
  public void write(StepTime value, Out out) {
    out.word("step", value.step());
    out.word("direction", value.direction());
    out.instant("began", value.began());
    out.instant("ended", value.ended());
  }

  @Override
  public StepTime read(In in) {
    return StepTime.of(
        in.word("step", StepName.class),
        in.word("direction", Direction.class),
        in.instant("began"),
        in.instant("ended"));
  }
}
