package io.slots.form;

import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Batch;

/** New instances of a slot. */
final class BatchForm implements Form<Batch> {
  static final BatchForm FORM = new BatchForm();

  private BatchForm() {}

  @Override
  public void write(Batch value, Out out) {
    out.text("slot", value.slot().spelling());
    out.object("content", value.content(), ContentForm.FORM);
    out.settings("settings", value.settings());
    out.object("warmUp", value.warmUp(), WarmUpForm.FORM);
    out.texts("made", value.made());
    out.list("given", value.given(), InstanceForm.FORM);
  }

  @Override
  public Batch read(In in) {
    return Batch.builder()
        .slot(in.text("slot", SlotName::of))
        .content(in.object("content", ContentForm.FORM))
        .settings(in.settings("settings"))
        .warmUp(in.object("warmUp", WarmUpForm.FORM))
        .made(in.texts("made", InstanceId::of))
        .given(in.list("given", InstanceForm.FORM))
        .build();
  }
}
