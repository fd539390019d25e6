package io.slots.form;

import io.slots.operation.Direction;
import io.slots.operation.Position;
import io.slots.operation.StepName;

/** Where an operation stands. */
final class PositionForm implements Form<Position> {
  static final PositionForm FORM = new PositionForm();

  private PositionForm() {}

  @Override
  public void write(Position value, Out out) {
    out.word("step", value.step());
    out.word("direction", value.direction());
    out.instant("since", value.since());
  }

  @Override
  public Position read(In in) {
    return Position.of(
        in.word("step", StepName.class),
        in.word("direction", Direction.class),
        in.instant("since"));
  }
}
