package io.slots.testkit.simulation;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.testkit.RecordedCall;
import java.util.stream.Stream;

/** Nobody restarts or ends an instance that the production host leads to. */
final class ProductionIsLeftAlone implements WorldRule {
  @Override
  public String rule() {
    return "S4.1 production is left alone";
  }

  @Override
  public void beforeCall(Town town, RecordedCall call) {
    Effect effect = call.effect();
    if (!(effect instanceof Restart || effect instanceof Decommission)) {
      return;
    }
    InstanceId id = effect.instanceId().orElseThrow();
    boolean serves =
        town.apps().stream()
            .flatMap(app -> town.kit().router().table(app).stream())
            .anyMatch(table -> serves(table, id));
    if (serves) {
      throw broken(town, call + ", though it serves production");
    }
  }

  private static boolean serves(RoutingTable table, InstanceId id) {
    return table.route(PRODUCTION).stream()
        .flatMap(
            production ->
                Stream.concat(
                    Stream.of(production),
                    production.shares().stream().flatMap(it -> table.route(it.slot()).stream())))
        .map(Route::instances)
        .anyMatch(instances -> instances.stream().anyMatch(it -> it.id().equals(id)));
  }
}
