package io.slots.form;

import io.slots.app.SlotName;
import io.slots.operation.Rerouting;

/** The facts of a change of routes alone. */
final class ReroutingForm implements Form<Rerouting> {
  static final ReroutingForm FORM = new ReroutingForm();

  private ReroutingForm() {}

  @Override
  public void write(Rerouting value, Out out) {
    out.text("change", value.change());
    out.texts("slots", value.slots());
    out.object("sharing", value.sharing(), SharingForm.FORM);
  }

  @Override
  public Rerouting read(In in) {
    return Rerouting.builder()
        .change(in.text("change"))
        .slots(in.texts("slots", SlotName::of))
        .sharing(in.optional("sharing", SharingForm.FORM))
        .build();
  }
}
