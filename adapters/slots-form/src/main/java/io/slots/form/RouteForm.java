package io.slots.form;

import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.SlotName;
import io.slots.effect.Route;

/** A route. */
final class RouteForm implements Form<Route> {
  static final RouteForm FORM = new RouteForm();

  private RouteForm() {}

  @Override
  public void write(Route value, Out out) {
    out.text("host", value.host().value());
    out.text("slot", value.slot().spelling());
    out.text("content", value.content());
    out.list("instances", value.instances(), InstanceForm.FORM);
    out.list("shares", value.shares(), TrafficShareForm.FORM);
  }

  @Override
  public Route read(In in) {
    return new Route(
        in.text("host", HostName::of),
        in.text("slot", SlotName::of),
        in.optional("content", ContentId::of),
        in.list("instances", InstanceForm.FORM),
        in.list("shares", TrafficShareForm.FORM));
  }
}
