package io.slots.form;

import io.slots.app.SlotName;
import io.slots.app.TrafficShare;

/** A share of production's requests. */
final class TrafficShareForm implements Form<TrafficShare> {
  static final TrafficShareForm FORM = new TrafficShareForm();

  private TrafficShareForm() {}

  @Override
  public void write(TrafficShare value, Out out) {
    out.text("slot", value.slot().spelling());
    out.number("perMille", value.perMille());
  }

  @Override
  public TrafficShare read(In in) {
    return TrafficShare.of(in.text("slot", SlotName::of), in.number("perMille") / 10.0);
  }
}
