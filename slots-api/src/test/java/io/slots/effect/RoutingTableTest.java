package io.slots.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Deployed;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final RoutingGeneration GENERATION = new RoutingGeneration(3, 17);
  private static final Instance ONE = Instance.of("web-1", "http://127.0.0.1:1");
  private static final Instance TWO = Instance.of("web-2", "http://127.0.0.1:2");

  private static final App SHOP =
      App.of(AppName.of("shop"), Plan.premium(2))
          .withNewSlot(Slot.named(CANARY), LimitationPolicy.standard())
          .withNewSlot(Slot.named(STAGING), LimitationPolicy.standard())
          .withSlot(SlotName.PRODUCTION, slot -> deployed(slot, "v1", ONE, TWO.withReady(false)))
          .withTraffic(List.of(TrafficShare.of(CANARY, 10)));

  private static Slot deployed(Slot slot, String version, Instance... instances) {
    return slot.withDeployed(Optional.of(Deployed.of(Content.of(version), List.of(instances))));
  }

  private static Route route(RoutingTable table, SlotName slot) {
    return table.route(slot).orElseThrow();
  }

  @Test
  @DisplayName("S7.1 production comes first, with its shares; the other slots have none")
  void of_app_hasARouteForEachSlotProductionFirst() {
    RoutingTable table = RoutingTable.of(SHOP, GENERATION);

    assertThat(table.app()).isEqualTo(SHOP.name());
    assertThat(table.generation()).isEqualTo(GENERATION);
    assertThat(table.routes())
        .map(Route::slot)
        .containsExactly(SlotName.PRODUCTION, CANARY, STAGING);
    assertThat(table.routes())
        .map(Route::host)
        .containsExactly(
            HostName.of("shop.localhost"),
            HostName.of("shop-canary.localhost"),
            HostName.of("shop-staging.localhost"));
    assertThat(route(table, SlotName.PRODUCTION).shares())
        .containsExactly(TrafficShare.of(CANARY, 10));
    assertThat(route(table, CANARY).shares()).isEmpty();
    assertThat(table.route(SlotName.of("qa"))).isEmpty();
  }

  @Test
  @DisplayName("S4.6 an instance that is not ready gets no request")
  void of_degradedInstance_isLeftOut() {
    assertThat(route(RoutingTable.of(SHOP, GENERATION), SlotName.PRODUCTION))
        .satisfies(
            route -> {
              assertThat(route.instances()).containsExactly(ONE);
              assertThat(route.content()).contains(ContentId.of("v1"));
            });
  }

  @Test
  @DisplayName("S1.4 an empty slot has a route without content")
  void of_emptySlot_hasNoContent() {
    Route route = route(RoutingTable.of(SHOP, GENERATION), STAGING);

    assertThat(route.content()).isEmpty();
    assertThat(route.instances()).isEmpty();
  }

  @Test
  @DisplayName("S4.8 a stopped slot serves nothing, and still has its content")
  void of_stoppedSlot_hasContentAndNoInstance() {
    App app =
        SHOP.withSlot(STAGING, slot -> deployed(slot, "v2", TWO).toBuilder().stopped(true).build());

    Route route = route(RoutingTable.of(app, GENERATION), STAGING);

    assertThat(route.content()).contains(ContentId.of("v2"));
    assertThat(route.instances()).isEmpty();
  }

  @Test
  void withdrawing_slot_takesItsInstancesAndNothingElse() {
    App app = SHOP.withSlot(STAGING, slot -> deployed(slot, "v2", TWO));
    RoutingTable table = RoutingTable.of(app, GENERATION);

    RoutingTable withdrawn = table.withdrawing(SlotName.PRODUCTION);

    assertThat(route(withdrawn, SlotName.PRODUCTION))
        .isEqualTo(
            new Route(
                HostName.of("shop.localhost"),
                SlotName.PRODUCTION,
                Optional.of(ContentId.of("v1")),
                List.of(),
                List.of(TrafficShare.of(CANARY, 10))));
    assertThat(route(withdrawn, STAGING)).isEqualTo(route(table, STAGING));
    assertThat(withdrawn.routes())
        .map(Route::slot)
        .isEqualTo(table.routes().stream().map(Route::slot).toList());
    assertThat(withdrawn.generation()).isEqualTo(GENERATION);
    assertThat(withdrawn.app()).isEqualTo(SHOP.name());
  }

  @Test
  void lists_changedAfterwards_doNotChangeTheTable() {
    List<Instance> instances = new ArrayList<>(List.of(ONE));
    List<TrafficShare> shares = new ArrayList<>(List.of(TrafficShare.of(CANARY, 10)));
    Route route =
        new Route(
            HostName.of("shop.localhost"),
            SlotName.PRODUCTION,
            Optional.empty(),
            instances,
            shares);
    List<Route> routes = new ArrayList<>(List.of(route));
    RoutingTable table = new RoutingTable(SHOP.name(), GENERATION, routes);

    instances.add(TWO);
    shares.clear();
    routes.clear();

    assertThat(table.routes()).hasSize(1);
    assertThat(route.instances()).containsExactly(ONE);
    assertThat(route.shares()).hasSize(1);
  }

  @Test
  @DisplayName("S9.4 the fencing token decides which generation is newer, then the number")
  void generation_order_isByTokenThenNumber() {
    RoutingGeneration oldHolder = new RoutingGeneration(3, 99);
    RoutingGeneration newHolder = new RoutingGeneration(4, 1);

    assertThat(newHolder.isNewerThan(oldHolder)).isTrue();
    assertThat(oldHolder.isNewerThan(newHolder)).isFalse();
    assertThat(new RoutingGeneration(3, 100).isNewerThan(oldHolder)).isTrue();
    assertThat(oldHolder.isNewerThan(oldHolder)).isFalse();
    assertThat(List.of(newHolder, RoutingGeneration.NONE, oldHolder).stream().sorted())
        .containsExactly(RoutingGeneration.NONE, oldHolder, newHolder);
    assertThat(GENERATION).hasToString("3.17");
  }
}
