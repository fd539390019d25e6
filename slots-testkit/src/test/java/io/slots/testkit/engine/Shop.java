package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The app of the kit's fixture, and what tests do with it over and over. */
final class Shop {
  private final SlotsTestKit kit;

  Shop(SlotsTestKit kit, int workers) {
    this.kit = kit;
    kit.stagingAndProduction(workers);
  }

  /** One whose two slots differ in a sticky setting, so that a swap restarts both sides. */
  static Shop sticky(SlotsTestKit kit, int workers) {
    Shop shop = new Shop(kit, workers);
    shop.stick(PRODUCTION, "DB", "production-db");
    shop.stick(STAGING, "DB", "staging-db");
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    kit.forgetCalls();
    return shop;
  }

  void stick(SlotName slot, String name, String value) {
    kit.slots().slots().configure(SHOP, slot, SettingsChange.setSticky(Setting.of(name, value)));
  }

  void set(SlotName slot, String name, String value) {
    kit.slots().slots().configure(SHOP, slot, SettingsChange.set(Setting.of(name, value)));
  }

  App app() {
    return kit.slots().apps().get(SHOP);
  }

  List<InstanceId> ids(SlotName slot) {
    return app().slot(slot).deployed().orElseThrow().instances().stream()
        .map(Instance::id)
        .toList();
  }

  Running begin() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  Outcome swap() {
    return begin().await();
  }

  Running begin(UnaryOperator<Limits.Builder> limits) {
    return kit.slots()
        .swaps()
        .swap(
            SwapRequest.builder()
                .app(SHOP)
                .source(STAGING)
                .limits(limits.apply(Limits.builder()).build())
                .build());
  }

  Outcome swap(UnaryOperator<Limits.Builder> limits) {
    return begin(limits).await();
  }

  List<RecordedCall> calls(Class<? extends Effect> type) {
    return kit.calls().stream().filter(call -> type.isInstance(call.effect())).toList();
  }

  static Duration took(Outcome outcome, StepName step) {
    return outcome.report().steps().stream()
        .filter(it -> it.step() == step)
        .map(StepTime::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  static Predicate<Effect> of(Class<? extends Effect> type) {
    return type::isInstance;
  }

  static Predicate<Effect> of(Class<? extends Effect> type, InstanceId instance) {
    return effect ->
        type.isInstance(effect) && effect.instanceId().filter(instance::equals).isPresent();
  }
}
