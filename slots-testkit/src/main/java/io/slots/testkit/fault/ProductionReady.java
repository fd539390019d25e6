package io.slots.testkit.fault;

import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.Map;
import java.util.Set;

/**
 * S9.1, of every app and at every moment: production's host, and whoever has a share of its
 * requests, leads to instances that run the content that the route names, are up, and have passed
 * the warm-up as they run now. And nobody restarts or ends such an instance.
 *
 * <p>It looks after everything that happens, so it asserts by hand.
 */
final class ProductionReady {
  private final SlotsTestKit kit;
  private long seen = -1;

  private ProductionReady(SlotsTestKit kit) {
    this.kit = kit;
  }

  /** Watches {@code kit} from now on. */
  static void watch(SlotsTestKit kit) {
    ProductionReady ready = new ProductionReady(kit);
    kit.invariant(ready::look);
    kit.watch(ready::leaveAlone);
  }

  /** Looks where there is something new to see. */
  private void look() {
    long now = kit.platform().changes() + kit.router().changes();
    if (now != seen) {
      seen = now;
      lookAtTables();
    }
  }

  private void lookAtTables() {
    for (RoutingTable table : kit.router().tables()) {
      table.route(SlotName.PRODUCTION).ifPresent(route -> look(table, route));
    }
  }

  private void look(RoutingTable table, Route production) {
    production.instances().forEach(it -> look(it, production));
    production.shares().stream()
        .flatMap(share -> table.route(share.slot()).stream())
        .forEach(route -> route.instances().forEach(it -> look(it, route)));
  }

  private void look(Instance instance, Route route) {
    FakePlatform.Running running = kit.platform().running(instance.id()).orElse(null);
    if (running == null) {
      throw breach(route, instance, "does not exist");
    } else if (kit.platform().isDown(instance.id())) {
      throw breach(route, instance, "is being restarted");
    } else if (!running.instance().address().equals(instance.address())) {
      throw breach(route, instance, "listens elsewhere");
    } else if (!route.content().filter(running.content().id()::equals).isPresent()) {
      throw breach(route, instance, "runs " + running.content().id());
    } else if (!isWarm(running)) {
      throw breach(route, instance, "has not passed the warm-up since it was started");
    }
  }

  private boolean isWarm(FakePlatform.Running running) {
    WarmUpPlan plan =
        WarmUpPlan.of(running.settings(), running.content(), WarmUpStatuses.AS_SETTINGS_SAY);
    Map<String, Set<Integer>> answered = kit.platform().statusesSinceStart(running.instance().id());
    for (String path : plan.paths()) {
      if (answered.getOrDefault(path, Set.of()).stream().noneMatch(plan::accepts)) {
        return false;
      }
    }
    return true;
  }

  private AssertionError breach(Route route, Instance instance, String what) {
    return new AssertionError(
        "S9.1: at "
            + kit.time().now()
            + " "
            + route.host()
            + " leads to "
            + instance.id()
            + ", which "
            + what);
  }

  private void leaveAlone(RecordedCall call) {
    if (disturbs(call.effect()) && call.serving().contains(SlotName.PRODUCTION)) {
      throw new AssertionError(
          "S9.1: \""
              + call.effect().describe()
              + "\" (call "
              + call.number()
              + ") while production's requests go there");
    }
  }

  private static boolean disturbs(Effect effect) {
    return effect instanceof Restart || effect instanceof Decommission;
  }
}
