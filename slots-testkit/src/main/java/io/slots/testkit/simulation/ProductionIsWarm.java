package io.slots.testkit.simulation;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.testkit.FakePlatform.Running;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The production host always leads to instances that run its content, with production's sticky
 * settings, and have passed the gate as they are now; so does what has a share of its requests.
 */
final class ProductionIsWarm implements WorldRule {
  private static final Set<String> PATHS = Set.of("/");

  private long seen = -1;

  @Override
  public String rule() {
    return "S9.1 production is warm";
  }

  /** Looks where there is something new to see. */
  @Override
  public void afterEachEvent(Town town) {
    long now = town.kit().platform().changes() + town.kit().router().changes();
    if (now == seen) {
      return;
    }
    seen = now;
    town.apps().forEach(app -> town.kit().router().table(app).ifPresent(it -> look(town, it)));
  }

  private void look(Town town, RoutingTable table) {
    Optional<Route> route = table.route(PRODUCTION);
    if (route.isEmpty() || route.get().instances().isEmpty()) {
      throw broken(town, table.app() + " has no instance for production");
    }
    Route production = route.get();
    for (Instance instance : production.instances()) {
      Running running = warm(town, table.app(), instance);
      if (!running.content().id().equals(production.content().orElseThrow())) {
        throw broken(town, instance + " runs " + running.content());
      }
      if (!running.settings().appSetting(Town.DB).equals(Optional.of(PRODUCTION.folded()))) {
        throw broken(town, instance + " has no setting of production's");
      }
    }
    for (TrafficShare share : production.shares()) {
      List<Instance> sharing = table.route(share.slot()).map(Route::instances).orElse(List.of());
      sharing.forEach(it -> warm(town, table.app(), it));
    }
  }

  private Running warm(Town town, AppName app, Instance instance) {
    Running running =
        town.kit()
            .platform()
            .running(instance.id())
            .orElseThrow(() -> broken(town, app + ": " + instance + " does not run"));
    if (town.kit().platform().isDown(instance.id())) {
      throw broken(town, app + ": " + instance + " is being started");
    }
    if (!town.kit().platform().hasAnswered(instance.id(), PATHS)) {
      throw broken(town, app + ": " + instance + " is cold");
    }
    return running;
  }
}
