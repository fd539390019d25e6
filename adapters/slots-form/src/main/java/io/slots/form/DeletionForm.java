package io.slots.form;

import io.slots.app.SlotName;
import io.slots.operation.Deletion;

/** The facts of the deletion of a slot. */
final class DeletionForm implements Form<Deletion> {
  static final DeletionForm FORM = new DeletionForm();

  private DeletionForm() {}

  @Override
  public void write(Deletion value, Out out) {
    out.text("slot", value.slot().spelling());
    out.object("former", value.former(), DeployedForm.FORM);
  }

  @Override
  public Deletion read(In in) {
    return Deletion.builder()
        .slot(in.text("slot", SlotName::of))
        .former(in.optional("former", DeployedForm.FORM))
        .build();
  }
}
