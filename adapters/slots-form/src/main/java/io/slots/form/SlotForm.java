package io.slots.form;

import io.slots.app.Slot;
import io.slots.app.SlotName;

/** A slot with all that it has. */
final class SlotForm implements Form<Slot> {
  static final SlotForm FORM = new SlotForm();

  private SlotForm() {}

  @Override
  public void write(Slot value, Out out) {
    out.text("name", value.name().spelling());
    out.object("ownPlan", value.ownPlan(), PlanForm.FORM);
    out.settings("settings", value.settings());
    out.object("deployed", value.deployed(), DeployedForm.FORM);
    out.flag("stopped", value.stopped());
    out.text("autoSwapTarget", value.autoSwapTarget());
    out.instant("keptWarmUntil", value.keptWarmUntil());
    out.object("lastSwap", value.lastSwap(), LastSwapForm.FORM);
  }

  @Override
  public Slot read(In in) {
    return Slot.builder()
        .name(in.text("name", SlotName::of))
        .ownPlan(in.optional("ownPlan", PlanForm.FORM))
        .settings(in.settings("settings"))
        .deployed(in.optional("deployed", DeployedForm.FORM))
        .stopped(in.flag("stopped"))
        .autoSwapTarget(in.optional("autoSwapTarget", SlotName::of))
        .keptWarmUntil(in.optionalInstant("keptWarmUntil"))
        .lastSwap(in.optional("lastSwap", LastSwapForm.FORM))
        .build();
  }
}
