package io.slots.form;

import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Scaling;

/** The facts of a move to another plan or number of workers. */
final class ScalingForm implements Form<Scaling> {
  static final ScalingForm FORM = new ScalingForm();

  private ScalingForm() {}

  @Override
  public void write(Scaling value, Out out) {
    out.object("plan", value.plan(), PlanForm.FORM);
    out.texts("slots", value.slots());
    out.list("batches", value.batches(), BatchForm.FORM);
    out.texts("surplus", value.surplus());
  }

  @Override
  public Scaling read(In in) {
    return Scaling.builder()
        .plan(in.object("plan", PlanForm.FORM))
        .slots(in.texts("slots", SlotName::of))
        .batches(in.list("batches", BatchForm.FORM))
        .surplus(in.texts("surplus", InstanceId::of))
        .build();
  }
}
