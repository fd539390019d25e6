package io.slots.form;

import io.slots.app.AppName;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;

/** All routes of an app. */
final class RoutingTableForm implements Form<RoutingTable> {
  static final RoutingTableForm FORM = new RoutingTableForm();

  private RoutingTableForm() {}

  @Override
  public void write(RoutingTable value, Out out) {
    out.text("app", value.app().spelling());
    out.number("fencingToken", value.generation().fencingToken());
    out.number("number", value.generation().number());
    out.list("routes", value.routes(), RouteForm.FORM);
  }

  @Override
  public RoutingTable read(In in) {
    return new RoutingTable(
        in.text("app", AppName::of),
        new RoutingGeneration(in.number("fencingToken"), in.number("number")),
        in.list("routes", RouteForm.FORM));
  }
}
