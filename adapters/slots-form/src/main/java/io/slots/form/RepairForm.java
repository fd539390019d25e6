package io.slots.form;

import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Repair;

/** The facts of a repair. */
final class RepairForm implements Form<Repair> {
  static final RepairForm FORM = new RepairForm();

  private RepairForm() {}

  @Override
  public void write(Repair value, Out out) {
    out.text("slot", value.slot().spelling());
    out.object("deployed", value.deployed(), DeployedForm.FORM);
    out.texts("instances", value.instances());
    out.settings("settings", value.settings());
  }

  @Override
  public Repair read(In in) {
    return Repair.builder()
        .slot(in.text("slot", SlotName::of))
        .deployed(in.object("deployed", DeployedForm.FORM))
        .instances(in.texts("instances", InstanceId::of))
        .settings(in.settings("settings"))
        .build();
  }
}
