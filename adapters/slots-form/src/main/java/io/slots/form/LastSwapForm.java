package io.slots.form;

import io.slots.OperationId;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;

/** The last swap of a slot. */
final class LastSwapForm implements Form<LastSwap> {
  static final LastSwapForm FORM = new LastSwapForm();

  private LastSwapForm() {}

  @Override
  public void write(LastSwap value, Out out) {
    out.text("operation", value.operation().value());
    out.instant("at", value.at());
    out.text("source", value.source().spelling());
    out.text("target", value.target().spelling());
    out.flag("preservedVnet", value.preservedVnet());
    out.instant("targetKeptWarmUntil", value.targetKeptWarmUntil());
    out.flag("intact", value.intact());
  }

  @Override
  public LastSwap read(In in) {
    return LastSwap.builder()
        .operation(in.text("operation", OperationId::of))
        .at(in.instant("at"))
        .source(in.text("source", SlotName::of))
        .target(in.text("target", SlotName::of))
        .preservedVnet(in.flag("preservedVnet"))
        .targetKeptWarmUntil(in.optionalInstant("targetKeptWarmUntil"))
        .intact(in.flag("intact"))
        .build();
  }
}
