package io.slots.form;

import io.slots.app.SlotName;
import io.slots.operation.Sharing;

/** Traffic rules that are to be set. */
final class SharingForm implements Form<Sharing> {
  static final SharingForm FORM = new SharingForm();

  private SharingForm() {}

  @Override
  public void write(Sharing value, Out out) {
    out.list("shares", value.shares(), TrafficShareForm.FORM);
    out.list("admissions", value.admissions(), AdmissionForm.FORM);
  }

  @Override
  public Sharing read(In in) {
    return Sharing.builder()
        .shares(in.list("shares", TrafficShareForm.FORM))
        .admissions(in.list("admissions", AdmissionForm.FORM))
        .build();
  }

  private static final class AdmissionForm implements Form<Sharing.Admission> {
    static final AdmissionForm FORM = new AdmissionForm();

    @Override
    public void write(Sharing.Admission value, Out out) {
      out.text("slot", value.slot().spelling());
      out.object("warmUp", value.warmUp(), WarmUpForm.FORM);
    }

    @Override
    public Sharing.Admission read(In in) {
      return Sharing.Admission.of(
          in.text("slot", SlotName::of), in.object("warmUp", WarmUpForm.FORM));
    }
  }
}
