package io.slots.testkit.conformance;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests of several SPIs are made of. */
final class Fixtures {
  static final AppName SHOP = AppName.of("shop");
  static final AppName OTHER = AppName.of("other");
  static final SlotName STAGING = SlotName.of("staging");

  /** A value that must be shown nowhere. */
  static final String SECRET = "swordfish-7391";

  private Fixtures() {}

  /** A first call with that token. */
  static Call call(long token) {
    return call(token, 1);
  }

  static Call call(long token, int attempt) {
    return new Call(OperationId.of("op-" + token), attempt, token);
  }

  static Settings settings(String... namesAndValues) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.add(Setting.of(namesAndValues[i], namesAndValues[i + 1]));
    }
    return Settings.of(settings);
  }

  static HostName host(AppName app, SlotName slot) {
    return HostName.of(
        app.folded() + (slot.isProduction() ? "" : "-" + slot.folded()) + ".localhost");
  }

  /** A table in a sentence: {@code table(SHOP, 1, 2).production(blue).staging(green).build()}. */
  static Table table(AppName app, long token, long number) {
    return new Table(app, new RoutingGeneration(token, number), List.of());
  }

  /**
   * A table that is being said.
   *
   * @param app whose it is
   * @param generation its generation
   * @param routes its routes so far
   */
  record Table(AppName app, RoutingGeneration generation, List<Route> routes) {
    Table production(Instance... instances) {
      return with(route(SlotName.PRODUCTION, true, List.of(), instances));
    }

    Table production(TrafficShare share, Instance... instances) {
      return with(route(SlotName.PRODUCTION, true, List.of(share), instances));
    }

    Table staging(Instance... instances) {
      return with(route(STAGING, true, List.of(), instances));
    }

    Table emptyStaging() {
      return with(route(STAGING, false, List.of()));
    }

    Table with(Route route) {
      List<Route> all = new ArrayList<>(routes);
      all.add(route);
      return new Table(app, generation, all);
    }

    private Route route(
        SlotName slot, boolean content, List<TrafficShare> shares, Instance... instances) {
      return new Route(
          host(app, slot),
          slot,
          content ? Optional.of(ContentId.of("content-of-" + slot)) : Optional.empty(),
          List.of(instances),
          shares);
    }

    RoutingTable build() {
      return new RoutingTable(app, generation, routes);
    }
  }
}
