package io.slots.haproxy.plane;

import com.google.common.collect.ImmutableList;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.cli.MapEntry;
import java.util.List;

/**
 * The one map that HAProxy routes by, and that tells an orchestrator what is in force:
 *
 * <pre>{@code
 * shop.localhost               slots-3                     the host's own backend
 * shop.localhost               slots-3 125                 … of a host with shares: a draw is 125 ‰ wide
 * shop.localhost?staging       > slots-4 staging           who asks for, or remembers, staging
 * shop.localhost?self          > slots-3 self
 * shop.localhost#0             > slots-4 staging           whose draw is 0, and so on to #7
 * shop-qa.localhost            nothing-deployed            a slot without content (S1.4)
 * shop-qa.localhost            no-healthy-instance         a slot that cannot serve
 * slots                        1 42 2 5f3c…                format, number, parts, checksum of the record
 * slots:0                      app shop 6 5 17 …           the record, in parts
 * }</pre>
 *
 * <p>A host that a client makes up to look like another key finds {@code >} and nothing else, or a
 * record's part: neither is a backend's name, so it is answered that there is no such host.
 */
public final class MapLayout {
  /** What the names of all backends begin with, and that of nothing else. */
  public static final String BACKEND_PREFIX = "slots-";

  /** The backend by which a worker that is leaving passes requests on to the present one. */
  public static final String RELAY = "slots-relay";

  /** Instead of a backend: the slot has no content. */
  public static final String NOTHING_DEPLOYED = "nothing-deployed";

  /** Instead of a backend: the slot has no instance that may get requests. */
  public static final String NO_HEALTHY_INSTANCE = "no-healthy-instance";

  /** The key of the entry that the record begins with: its value is another in each plane. */
  public static final String HEAD = PlaneRecord.HEAD;

  private static final int WHOLE = 1000;

  private MapLayout() {}

  /** Returns the entries of a worker that takes new connections. */
  public static List<MapEntry> entries(Plane plane) {
    ImmutableList.Builder<MapEntry> entries = ImmutableList.builder();
    for (AppEntry app : plane.apps().values()) {
      app.table().ifPresent(table -> addRoutes(app, table, entries));
    }
    return entries.addAll(PlaneRecord.write(plane)).build();
  }

  /** Returns the entry that the record of {@code plane} begins with. */
  public static MapEntry head(Plane plane) {
    return PlaneRecord.write(plane).get(0);
  }

  /**
   * Returns the entries of a worker that is leaving. It cannot be given servers any more, so it has
   * the present worker decide about each request that still comes on one of its connections.
   */
  public static List<MapEntry> relayed(Plane plane) {
    ImmutableList.Builder<MapEntry> entries = ImmutableList.builder();
    for (AppEntry app : plane.apps().values()) {
      for (Route route : app.table().map(RoutingTable::routes).orElse(List.of())) {
        entries.add(new MapEntry(route.host().value(), RELAY));
      }
    }
    return entries.addAll(PlaneRecord.write(plane)).build();
  }

  private static void addRoutes(
      AppEntry app, RoutingTable table, ImmutableList.Builder<MapEntry> entries) {
    for (Route route : table.routes()) {
      String host = route.host().value();
      String own = target(app, route);
      if (route.shares().isEmpty()) {
        entries.add(new MapEntry(host, own));
      } else {
        int width = width(route.shares());
        entries.add(new MapEntry(host, own + " " + width));
        entries.add(choice(host + "?self", own, "self"));
        int ticket = 0;
        for (TrafficShare share : route.shares()) {
          String target = target(app, table, share.slot(), own);
          String name = share.slot().folded();
          entries.add(choice(host + "?" + name, target, name));
          for (int end = ticket + share.perMille() / width; ticket < end; ticket++) {
            entries.add(choice(host + "#" + ticket, target, name));
          }
        }
        for (; ticket < WHOLE / width; ticket++) {
          entries.add(choice(host + "#" + ticket, own, "self"));
        }
      }
    }
  }

  private static MapEntry choice(String key, String target, String name) {
    return new MapEntry(key, "> " + target + " " + name);
  }

  private static String target(AppEntry app, RoutingTable table, SlotName slot, String own) {
    return table.route(slot).map(route -> target(app, route)).orElse(own);
  }

  private static String target(AppEntry app, Route route) {
    if (route.content().isEmpty()) {
      return NOTHING_DEPLOYED;
    }
    return app.backends().getOrDefault(route.slot(), NO_HEALTHY_INSTANCE);
  }

  /** The greatest width by which all shares can be drawn: few entries for shares that are round. */
  private static int width(List<TrafficShare> shares) {
    int width = WHOLE;
    for (TrafficShare share : shares) {
      width = greatestCommonDivisor(width, share.perMille());
    }
    return width;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
