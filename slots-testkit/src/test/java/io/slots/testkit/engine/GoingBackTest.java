package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.Running;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.2, S4.5: the way back from a switch that did not come about, whatever the router does. */
class GoingBackTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final App before = shop.app();

  @Test
  @DisplayName("S4.2 a router that refuses everything does not keep the source from going back")
  void router_refusesEverything_putsTheSourceBack() {
    kit.router().refuse("read-only for now");

    Outcome outcome = shop.swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("read-only for now"));
    assertPutBack();
    assertThat(shop.calls(CountInFlight.class)).as("nothing was switched").isEmpty();
  }

  @Test
  @DisplayName("S4.5 after an unknown switch a refusal on the way back is not believed")
  void router_unknownThenRefuses_isAskedUntilTheOldRoutesAreInForce() {
    kit.faults().on(Shop.of(PublishRoutes.class)).times(5).take(Duration.ofHours(3));
    Running swap = shop.begin();
    kit.time().runUntil(this::isGoingBack);
    kit.router().refuse("busy");

    kit.time().advance(Duration.ofHours(1));
    assertThat(isGoingBack()).as("keeps trying").isTrue();
    assertThat(kit.events())
        .filteredOn(SlotsEvent.EffectEnded.class::isInstance)
        .extracting(it -> ((SlotsEvent.EffectEnded) it).result())
        .as("says so")
        .contains("refused: busy");

    kit.router().accept();
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    kit.time().advance(Duration.ofHours(3));
    assertPutBack();
    assertThat(productionRoutes()).as("nothing flips").containsOnly(shop.ids(PRODUCTION));
  }

  @Test
  @DisplayName("S4.5 requests that came by an unnoticed switch are finished on the way back")
  void unnoticedSwitch_inFlight_isDrainedBeforeTheSourceRestarts() {
    List<InstanceId> source = shop.ids(STAGING);
    kit.faults().on(Shop.of(PublishRoutes.class)).times(5).hangAfter();
    kit.faults().on(Shop.of(ReadRoutes.class)).times(5).fail("connection lost");
    Running swap = shop.begin();
    kit.time().runUntil(() -> kit.router().instancesOf(SHOP, PRODUCTION).equals(source));
    source.forEach(id -> kit.router().inFlight(id, 2));
    int restarts = shop.calls(Restart.class).size();

    kit.time().runUntil(() -> !shop.calls(CountInFlight.class).isEmpty());
    kit.time().advance(Duration.ofSeconds(10));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).doesNotContainAnyElementsOf(source);
    assertThat(shop.calls(Restart.class)).hasSize(restarts);

    source.forEach(id -> kit.router().inFlight(id, 0));
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 past the drain deadline the source goes back all the same")
  void unnoticedSwitch_neverDrained_goesBackAtTheDeadline() {
    List<InstanceId> source = shop.ids(STAGING);
    source.forEach(id -> kit.router().inFlight(id, 1));
    kit.faults().on(Shop.of(PublishRoutes.class)).times(5).fail("connection lost");

    assertThat(shop.swap()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S4.2 after a revert production is as it was, to the last value, and a swap works")
  void revert_leavesProductionAlone_andTheNextSwapWorks() {
    kit.platform().restartsMove();
    kit.faults().on(Shop.of(Restart.class, shop.ids(STAGING).get(0))).times(1).fail("planted");

    assertThat(shop.swap()).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app().production()).isEqualTo(before.production());
    for (Instance instance : shop.app().slot(STAGING).deployed().orElseThrow().instances()) {
      assertThat(kit.platform().running(instance.id()).orElseThrow().instance())
          .as("the address that the last restart gave it")
          .isEqualTo(instance);
    }
    assertThat(lastRoute(STAGING).instances())
        .isEqualTo(shop.app().slot(STAGING).deployed().orElseThrow().instances());
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  private boolean isGoingBack() {
    return kit.slots()
        .swaps()
        .current(SHOP)
        .filter(it -> it.position().step() == StepName.UPDATE_ROUTING)
        .filter(it -> it.position().direction() == Direction.BACK)
        .isPresent();
  }

  private List<List<InstanceId>> productionRoutes() {
    return kit.router().published().stream()
        .map(table -> table.route(PRODUCTION).orElseThrow())
        .filter(route -> !route.instances().isEmpty())
        .map(route -> route.instances().stream().map(Instance::id).toList())
        .toList();
  }

  private Route lastRoute(io.slots.app.SlotName slot) {
    var published = kit.router().published();
    return published.get(published.size() - 1).route(slot).orElseThrow();
  }

  private void assertPutBack() {
    assertThat(shop.app()).isEqualTo(before);
    for (InstanceId id : shop.ids(STAGING)) {
      var running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings()).isEqualTo(before.slot(STAGING).settings());
      assertThat(running.slot()).isEqualTo(STAGING);
    }
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(shop.ids(STAGING));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
  }
}
