package io.slots.jdbc.form;

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
  }

  @Override
  public Rerouting read(In in) {
    return Rerouting.of(in.text("change"), in.texts("slots", SlotName::of));
  }
}
