package io.slots.form;

import io.slots.app.SlotName;
import io.slots.operation.Settling;

/** The facts of a settling. */
final class SettlingForm implements Form<Settling> {
  static final SettlingForm FORM = new SettlingForm();

  private SettlingForm() {}

  @Override
  public void write(Settling value, Out out) {
    out.text("slot", value.slot().spelling());
    out.object("content", value.content(), ContentForm.FORM);
    out.settings("settings", value.settings());
  }

  @Override
  public Settling read(In in) {
    return Settling.builder()
        .slot(in.text("slot", SlotName::of))
        .content(in.object("content", ContentForm.FORM))
        .settings(in.settings("settings"))
        .build();
  }
}
