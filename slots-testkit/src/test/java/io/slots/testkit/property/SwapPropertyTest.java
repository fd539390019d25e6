package io.slots.testkit.property;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.SwapEngine;
import io.slots.effect.Restart;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** S4.9 for any app, and whichever way it is swapped there and back. */
class SwapPropertyTest {
  /** How slots are swapped. */
  enum There {
    SWAP,
    PREVIEW,
    KEEP_WARM
  }

  /** How they are swapped back. */
  enum Back {
    SWAP,
    PREVIEW,
    ROLLBACK
  }

  @Property(tries = 200)
  @Label("S4.9 a swap made twice leaves everything as it was: settings, content, routes, instances")
  void twice_isIdentity(@ForAll("shops") AnyShop shop, @ForAll There there, @ForAll Back back) {
    SlotsTestKit kit = shop.open();
    App before = kit.slots().apps().get(SHOP);

    Running first = swapThere(kit, shop, there);
    assertThat(first.await()).isInstanceOf(Outcome.Completed.class);
    if (shop.targetIsEmpty()) {
      assertRunsAsStored(kit);
      return;
    }
    boolean kept = isKept(kit, shop);
    kit.forgetCalls();
    assertThat(swapBack(kit, shop, back, first).await()).isInstanceOf(Outcome.Completed.class);
    if (kept && back == Back.ROLLBACK) {
      assertThat(kit.calls()).noneMatch(call -> call.effect() instanceof Restart);
    }
    kit.time().advance(Duration.ofHours(2));

    App after = kit.slots().apps().get(SHOP);
    assertThat(asDrained(withoutLastSwap(after))).isEqualTo(asDrained(before));
    assertRunsAsStored(kit);
    assertThat(kit.router().table(SHOP).orElseThrow().routes())
        .isEqualTo(RoutingTable.of(before, RoutingGeneration.NONE).routes());
  }

  /** Where nothing would be restarted, nothing is held back. */
  private static boolean isKept(SlotsTestKit kit, AnyShop shop) {
    return kit.slots().apps().get(SHOP).slot(shop.pair().source()).keptWarmUntil().isPresent();
  }

  private static Running swapThere(SlotsTestKit kit, AnyShop shop, There there) {
    SwapEngine swaps = kit.slots().swaps();
    return switch (there) {
      case SWAP -> swaps.swap(request(shop, Optional.empty()));
      case PREVIEW -> preview(kit, shop);
      case KEEP_WARM -> swaps.swap(request(shop, Optional.of(Duration.ofHours(1))));
    };
  }

  private static Running swapBack(SlotsTestKit kit, AnyShop shop, Back back, Running first) {
    SwapEngine swaps = kit.slots().swaps();
    return switch (back) {
      case SWAP -> swaps.swap(request(shop, Optional.empty()));
      case PREVIEW -> preview(kit, shop);
      case ROLLBACK -> swaps.rollback(SHOP, first.id());
    };
  }

  /** Where there is authentication there is no preview (S5.2). */
  private static Running preview(SlotsTestKit kit, AnyShop shop) {
    SwapEngine swaps = kit.slots().swaps();
    if (shop.hasAuthentication()) {
      return swaps.swap(request(shop, Optional.empty()));
    }
    assertThat(swaps.prepare(request(shop, Optional.empty())).awaitPause()).isTrue();
    return swaps.complete(SHOP, shop.pair().target());
  }

  private static SwapRequest request(AnyShop shop, Optional<Duration> keepWarm) {
    Limits limits = shop.limits().toBuilder().keepWarm(keepWarm).build();
    return SwapRequest.builder()
        .app(SHOP)
        .source(shop.pair().source())
        .target(shop.pair().target())
        .limits(limits)
        .build();
  }

  /** What nobody has restarted runs with the settings that its slot had, which are the same. */
  private static void assertRunsAsStored(SlotsTestKit kit) {
    App app = kit.slots().apps().get(SHOP);
    for (Slot slot : app.slots().values()) {
      slot.deployed()
          .ifPresent(
              deployed -> {
                for (Instance instance : deployed.instances()) {
                  FakePlatform.Running running =
                      kit.platform().running(instance.id()).orElseThrow();
                  assertThat(running.content()).isEqualTo(deployed.content());
                  assertThat(running.settings()).isEqualTo(effective(app, slot));
                }
              });
    }
  }

  /** What belongs to a slot alone no instance sees, unless everything moves. */
  private static Settings effective(App app, Slot slot) {
    return SettingsExchange.effective(
        SettingsPolicy.functions2019()
            .stickiness(
                app.stickyNames(),
                app.slots().values().stream().map(Slot::settings).toList(),
                true),
        slot.settings());
  }

  private static App withoutLastSwap(App app) {
    Map<SlotName, Slot> slots = new HashMap<>();
    app.slots()
        .forEach(
            (name, slot) -> slots.put(name, slot.toBuilder().lastSwap(Optional.empty()).build()));
    return app.toBuilder().slots(slots).build();
  }

  /** What may be in flight is another matter. */
  private static App asDrained(App app) {
    Map<SlotName, Slot> slots = new HashMap<>();
    app.slots()
        .forEach(
            (name, slot) ->
                slots.put(
                    name, slot.withDeployed(slot.deployed().map(it -> it.withUndrained(false)))));
    return app.toBuilder().slots(slots).build();
  }

  /** What nobody has touched since it was deployed: only of such an app all is as it was. */
  @Provide
  Arbitrary<AnyShop> shops() {
    return AnyShop.any().map(it -> it.with(AnyShop.Past.DEPLOYED));
  }
}
