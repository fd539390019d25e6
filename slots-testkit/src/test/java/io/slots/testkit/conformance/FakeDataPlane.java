package io.slots.testkit.conformance;

import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.testkit.FakeRouter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that go by what a {@link FakeRouter} has in force, and are counted there. */
final class FakeDataPlane implements DataPlane {
  private final FakeRouter router;
  private final Map<InstanceId, Integer> inFlight = new HashMap<>();
  private int visits;

  FakeDataPlane(FakeRouter router) {
    this.router = router;
  }

  @Override
  public Instance instance(String id) {
    return Instance.of(id, "http://127.0.0.1:" + (20_000 + Math.floorMod(id.hashCode(), 10_000)));
  }

  @Override
  public Visit visit(HostName host) {
    List<Instance> instances =
        router.route(host).map(this::chosen).map(Route::instances).orElse(List.of());
    Optional<InstanceId> id =
        instances.isEmpty()
            ? Optional.empty()
            : Optional.of(instances.get(visits++ % instances.size()).id());
    id.ifPresent(it -> count(it, 1));
    return new Visit() {
      @Override
      public Optional<InstanceId> instance() {
        return id;
      }

      @Override
      public void finish() {
        id.ifPresent(it -> count(it, -1));
      }
    };
  }

  /** A share takes all or nothing here. */
  private Route chosen(Route route) {
    Optional<SlotName> other =
        route.shares().stream()
            .filter(it -> it.perMille() == 1000)
            .map(TrafficShare::slot)
            .findFirst();
    return router.published().stream()
        .filter(table -> table.routes().contains(route))
        .findFirst()
        .flatMap(table -> other.flatMap(table::route))
        .orElse(route);
  }

  private void count(InstanceId id, int more) {
    router.inFlight(id, inFlight.merge(id, more, Integer::sum));
  }
}
