package io.slots.benchmarks.routing;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tables of an app of two slots before and after a swap, again and again: production and
 * staging change places with each. For use by one thread.
 */
public final class TwoTables {
  private final AppName app;
  private final List<Route> even;
  private final List<Route> odd;
  private long number;

  /** Of an app of that name, and of that many instances in each slot. */
  public TwoTables(String app, int instances) {
    this.app = AppName.of(app);
    List<Instance> blue = instances(app + "-blue-", instances);
    List<Instance> green = instances(app + "-green-", instances);
    even = routes(app, "blue", blue, "green", green);
    odd = routes(app, "green", green, "blue", blue);
  }

  private static List<Instance> instances(String prefix, int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> Instance.of(prefix + i, "http://127.0.0.1:" + (8_000 + i)))
        .toList();
  }

  private static List<Route> routes(
      String app, String live, List<Instance> serving, String next, List<Instance> waiting) {
    return List.of(
        route(app + ".test", SlotName.PRODUCTION, live, serving),
        route(app + "-staging.test", SlotName.of("staging"), next, waiting));
  }

  private static Route route(String host, SlotName slot, String content, List<Instance> instances) {
    return new Route(
        HostName.of(host), slot, Optional.of(ContentId.of(content)), instances, List.of());
  }

  /** Returns the next table. */
  public RoutingTable next() {
    number++;
    return new RoutingTable(app, new RoutingGeneration(1, number), number % 2 == 0 ? even : odd);
  }
}
