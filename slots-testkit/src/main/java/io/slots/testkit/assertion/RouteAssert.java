package io.slots.testkit.assertion;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.testkit.FakeRouter;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Assertions about the route in force for the host of a slot. */
public final class RouteAssert extends Evidenced<RouteAssert, FakeRouter> {
  private final AppName app;
  private final SlotName slot;

  RouteAssert(FakeRouter actual, AppName app, SlotName slot) {
    super(actual, RouteAssert.class);
    this.app = app;
    this.slot = slot;
  }

  @Override
  String subject() {
    return "the route of " + slot + " of " + app;
  }

  @Override
  String evidence() {
    TextTable table = TextTable.of("host", "content", "instances", "shares");
    actual.table(app).stream()
        .flatMap(it -> it.routes().stream())
        .forEach(
            route ->
                table.row(
                    route.host(),
                    content(route),
                    ids(route.instances()),
                    route.shares().stream()
                        .map(Objects::toString)
                        .collect(Collectors.joining(", "))));
    return new Page().section("Routes in force of " + app).table(table).toString();
  }

  private static String content(Route route) {
    return route.content().map(ContentId::toString).orElse("(none)");
  }

  private static String ids(List<Instance> instances) {
    return instances.stream().map(it -> it.id().value()).collect(Collectors.joining(", "));
  }

  /** It leads to instances of that content, one at least. */
  public RouteAssert leadsTo(String content) {
    return check(
        actual
            .route(app, slot)
            .filter(it -> content(it).equals(content) && !it.instances().isEmpty())
            .isPresent(),
        "instances of " + content,
        found());
  }

  /** It leads to exactly these instances, in whatever order. */
  public RouteAssert leadsTo(InstanceId... instances) {
    List<InstanceId> expected = List.of(instances);
    List<InstanceId> found = actual.instancesOf(app, slot);
    return check(
        found.size() == expected.size() && found.containsAll(expected),
        "the instances " + expected,
        found());
  }

  /** No instance gets its requests. */
  public RouteAssert leadsNowhere() {
    return check(actual.instancesOf(app, slot).isEmpty(), "no instances", found());
  }

  /** So much of its requests goes to another slot, in per cent. */
  public RouteAssert shares(SlotName other, double percent) {
    return check(
        actual
            .route(app, slot)
            .filter(it -> it.shares().contains(TrafficShare.of(other, percent)))
            .isPresent(),
        "the share " + TrafficShare.of(other, percent),
        found());
  }

  private String found() {
    return actual
        .route(app, slot)
        .map(
            it ->
                "it leads to ["
                    + ids(it.instances())
                    + "] with "
                    + content(it)
                    + (it.shares().isEmpty() ? "" : ", shares " + it.shares()))
        .orElse("there is none");
  }
}
