package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.LimitsChange;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The app of the kit's fixture, and what tests do with it over and over. */
final class Shop {
  static final SlotName CANARY = SlotName.of("canary");
  static final SlotName BETA = SlotName.of("beta");

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

  /** One whose slots differ in sticky and in free settings, and each has some that are its own. */
  static Shop varied(SlotsTestKit kit, int workers) {
    Shop shop = sticky(kit, workers);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      shop.set(slot, "COLOR", "of-" + slot);
      shop.set(slot, "FREE_OF_" + slot, "free");
      shop.stick(slot, "STICKY_OF_" + slot, "sticky");
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    kit.forgetCalls();
    return shop;
  }

  /** Adds two further slots, with content and another sticky setting each. */
  Shop withCanaryAndBeta() {
    for (SlotName slot : List.of(CANARY, BETA)) {
      kit.slots().slots().create(SHOP, slot);
      stick(slot, "DB", slot + "-db");
      kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
    kit.forgetCalls();
    return this;
  }

  /** What somebody else does to the app meanwhile. */
  static App editBeta(App app) {
    Setting edited = Setting.of("EDITS", Integer.toString(app.slot(BETA).settings().size()));
    return app.withSettings(BETA, SettingsChange.set(edited));
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

  Running begin(UnaryOperator<LimitsChange.Builder> limits) {
    return kit.slots()
        .swaps()
        .swap(
            SwapRequest.builder()
                .app(SHOP)
                .source(STAGING)
                .limits(limits.apply(LimitsChange.builder()).build())
                .build());
  }

  Outcome swap(UnaryOperator<LimitsChange.Builder> limits) {
    return begin(limits).await();
  }

  /** Begins a swap with preview. */
  Running prepare() {
    return prepare(it -> it);
  }

  /** Begins a swap with preview, with limits of its own. */
  Running prepare(UnaryOperator<LimitsChange.Builder> limits) {
    return kit.slots()
        .swaps()
        .prepare(
            SwapRequest.builder()
                .app(SHOP)
                .source(STAGING)
                .limits(limits.apply(LimitsChange.builder()).build())
                .build());
  }

  /** Begins a swap with preview, which pauses by now. */
  Running pending() {
    return pending(it -> it);
  }

  /** Begins a swap with preview and with limits of its own, which pauses by now. */
  Running pending(UnaryOperator<LimitsChange.Builder> limits) {
    Running swap = prepare(limits);
    assertThat(swap.awaitPause()).isTrue();
    kit.forgetCalls();
    return swap;
  }

  Optional<Operation> current() {
    return kit.slots().operations().current(SHOP);
  }

  List<Operation> paused() {
    return kit.slots().operations().paused(SHOP);
  }

  /** Lets time pass until the operation under way is at that step, on its way forward. */
  void until(StepName step) {
    kit.time()
        .runUntil(
            () ->
                current()
                    .filter(it -> it.position().step() == step && !it.isGoingBack())
                    .isPresent());
  }

  /** The ended swaps, newest first. */
  List<EndedOperation> swaps() {
    return kit.slots().operations().history(SHOP, 1_000).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .toList();
  }

  /** All is as it was before, and nobody has touched what serves production. */
  void assertPutBack(App before) {
    assertThat(app()).isEqualTo(before);
    for (InstanceId id : ids(STAGING)) {
      FakePlatform.Running running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings()).isEqualTo(before.slot(STAGING).settings());
      assertThat(running.slot()).isEqualTo(STAGING);
    }
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(ids(STAGING));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(ids(PRODUCTION));
    assertThat(kit.calls())
        .noneMatch(it -> it.effect().instanceId().filter(ids(PRODUCTION)::contains).isPresent());
  }

  /** The routes in force lead to where the instances listen. */
  void assertRoutesLeadToInstances() {
    List<RoutingTable> published = kit.router().published();
    RoutingTable inForce = published.get(published.size() - 1);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      assertThat(inForce.route(slot).orElseThrow().instances())
          .isEqualTo(app().slot(slot).deployed().orElseThrow().instances())
          .allSatisfy(
              it ->
                  assertThat(kit.platform().running(it.id()).orElseThrow().instance())
                      .isEqualTo(it));
    }
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
