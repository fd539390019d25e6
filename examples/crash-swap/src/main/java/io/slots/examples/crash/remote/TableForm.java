package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.List;

/** A routing table, as it is sent. */
record TableForm(String app, long fencingToken, long number, List<RouteForm> routes) {
  /**
   * A route, as it is sent.
   *
   * @param contents the content, or none
   */
  record RouteForm(
      String host,
      String slot,
      List<String> contents,
      List<InstanceForm> instances,
      List<ShareForm> shares) {
    private static RouteForm of(Route route) {
      return new RouteForm(
          route.host().value(),
          route.slot().spelling(),
          route.content().map(ContentId::value).stream().toList(),
          route.instances().stream().map(InstanceForm::of).toList(),
          route.shares().stream().map(ShareForm::of).toList());
    }

    private Route route() {
      return new Route(
          HostName.of(host),
          SlotName.of(slot),
          contents.stream().map(ContentId::of).findFirst(),
          instances.stream().map(InstanceForm::instance).toList(),
          shares.stream().map(ShareForm::share).toList());
    }
  }

  /** A share of the requests, as it is sent. */
  record ShareForm(String slot, int perMille) {
    private static ShareForm of(TrafficShare share) {
      return new ShareForm(share.slot().spelling(), share.perMille());
    }

    private TrafficShare share() {
      return TrafficShare.of(SlotName.of(slot), perMille / 10.0);
    }
  }

  static TableForm of(RoutingTable table) {
    return new TableForm(
        table.app().spelling(),
        table.generation().fencingToken(),
        table.generation().number(),
        table.routes().stream().map(RouteForm::of).toList());
  }

  RoutingTable table() {
    return new RoutingTable(
        AppName.of(app),
        new RoutingGeneration(fencingToken, number),
        routes.stream().map(RouteForm::route).toList());
  }
}
