package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Apps;
import io.slots.core.SlotEditor;
import io.slots.core.SwapEngine;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.RoutesNotInForceException;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.StoreException;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The life of an app of four slots, drawn from a seed, and what must hold at any time of it. */
final class RandomLife {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final List<SlotName> FURTHER =
      List.of(SlotName.of("staging"), SlotName.of("canary"), SlotName.of("qa"));

  private final Random random;
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final List<String> deeds = new ArrayList<>();

  /** All that an operation has ever told to have been left behind. */
  private final Set<InstanceId> leftBehind = new HashSet<>();

  private int versions;
  private long seen = -1;

  RandomLife(long seed) {
    random = new Random(seed);
    kit.slots().apps().create(App.of(SHOP, Plan.premium(2)));
    for (SlotName slot : FURTHER) {
      kit.slots().slots().create(SHOP, slot);
      configureDatabase(slot);
    }
    configureDatabase(PRODUCTION);
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v0")).await();
    kit.platform().allowOverlappingRestarts();
    kit.storeFaults().othersEdit(app -> app);
    kit.invariant(this::look);
    kit.watch(this::leaveProductionAlone);
  }

  private void configureDatabase(SlotName slot) {
    kit.slots()
        .slots()
        .configure(SHOP, slot, SettingsChange.setSticky(Setting.of("DB", slot.folded())));
  }

  /** How many operations have ended. */
  int ended() {
    return kit.slots().operations().history(SHOP, 1_000).size();
  }

  void live(int number) {
    try {
      for (int i = 0; i < number; i++) {
        survive(this::doSomething);
        survive(() -> kit.time().advance(Duration.ofMillis(random.nextInt(3_000))));
        if (i % 20 == 19) {
          comeToRest();
          assertWhole();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(String.join("\n", deeds), e);
    }
  }

  // ---- what is done

  private void doSomething() {
    Apps apps = kit.slots().apps();
    SlotEditor slots = kit.slots().slots();
    SwapEngine swaps = kit.slots().swaps();
    SlotName one = further();
    SlotName other = random.nextInt(3) > 0 ? PRODUCTION : further();
    switch (random.nextInt(31)) {
      case 0, 1, 2, 3 ->
          deed(
              "deploy to " + one,
              () -> {
                configureDatabase(one);
                slots.deploy(SHOP, one, content());
              });
      case 4 -> deed("deploy to production", () -> slots.deploy(SHOP, PRODUCTION, content()));
      case 5, 6, 7, 8, 9 -> {
        SwapRequest request = swap(one, other);
        deed("swap " + one + " into " + other + kept(request), () -> swaps.swap(request));
      }
      case 10, 11 -> deed("roll back", () -> swaps.rollback(SHOP, lastSwap().id()));
      case 12 -> {
        SwapRequest request = swap(one, other);
        deed("prepare " + one + " into " + other + kept(request), () -> swaps.prepare(request));
      }
      case 13, 14 -> deed("complete " + one, () -> swaps.complete(SHOP, one));
      case 15 -> deed("cancel " + one, () -> swaps.cancel(SHOP, one));
      case 16 -> {
        int workers = 1 + random.nextInt(4);
        deed("scale to " + workers, () -> apps.scale(SHOP, workers));
      }
      case 17 -> deed("delete " + one, () -> slots.delete(SHOP, one));
      case 18 -> deed("create " + one, () -> slots.create(SHOP, one));
      case 19 ->
          deed(
              "configure " + one,
              () ->
                  slots.configure(
                      SHOP, one, SettingsChange.set(Setting.of("COLOR", "no. " + deeds.size()))));
      case 20 -> {
        int percent = random.nextInt(3);
        deed(
            "route " + percent + " % to " + one,
            () -> slots.route(SHOP, List.of(TrafficShare.of(one, percent))));
      }
      case 21 -> deed("repair " + one, () -> slots.repair(SHOP, one));
      case 22 -> deed("bring v" + versions, this::bringNewest);
      case 23 -> deed("time passes", () -> kit.time().advance(KEPT.dividedBy(2)));
      case 24 -> fault();
      case 25 ->
          deed(
              "swap " + one + " automatically into " + other,
              () -> swaps.autoSwap(SHOP, one, other));
      case 26 -> deed("no automatic swap of " + one, () -> swaps.noAutoSwap(SHOP, one));
      case 27 -> deed("stop " + one, () -> slots.stop(SHOP, one));
      case 28 -> deed("start " + one, () -> slots.start(SHOP, one));
      case 29 -> deed("another engine, and the one before lives on", this::anotherEngine);
      default -> storeFault();
    }
  }

  private void bringNewest() {
    kit.slots().swaps().bringVersion(VersionRequest.of(SHOP, "v" + versions));
  }

  private SlotName further() {
    return FURTHER.get(random.nextInt(FURTHER.size()));
  }

  private Content content() {
    versions++;
    return Content.of("v" + versions);
  }

  private SwapRequest swap(SlotName source, SlotName target) {
    Optional<Duration> kept = random.nextBoolean() ? Optional.of(KEPT) : Optional.empty();
    return SwapRequest.builder()
        .app(SHOP)
        .source(source)
        .target(target)
        .limits(Limits.builder().keepWarm(kept).build())
        .build();
  }

  private static String kept(SwapRequest request) {
    return request.limits().keepWarm().isPresent() ? ", keeping warm" : "";
  }

  private EndedOperation lastSwap() {
    return kit.slots().operations().history(SHOP, 1_000).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .findFirst()
        .orElseGet(() -> kit.slots().operations().history(SHOP, 1).get(0));
  }

  private void fault() {
    Faults.Rule rule = kit.faults().on(it -> true).skip(random.nextInt(12)).times(1);
    switch (random.nextInt(7)) {
      case 0 -> deed("a call fails", () -> rule.failBefore("planted"));
      case 1 -> deed("an answer is lost", () -> rule.failAfter("planted"));
      case 2 -> deed("a call hangs", rule::hang);
      case 3 -> deed("a call is done and hangs", rule::hangAfter);
      case 4 -> deed("crash before a call", rule::crashBefore);
      case 5 -> deed("crash after a call", rule::crashAfter);
      default -> {
        List<InstanceId> running = List.copyOf(new TreeSet<>(kit.platform().running().keySet()));
        InstanceId victim = running.get(random.nextInt(running.size()));
        rule.failBefore("planted");
        deed(victim + " dies", () -> kit.platform().kill(victim));
      }
    }
  }

  private void storeFault() {
    FaultyStore.Fault[] faults = FaultyStore.Fault.values();
    FaultyStore.Fault fault = faults[random.nextInt(faults.length)];
    int number = random.nextInt(8);
    deed(
        "write " + number + " from now: " + fault,
        () -> kit.storeFaults().failWrite(number, fault));
  }

  private void deed(String what, Runnable deed) {
    deeds.add(kit.time().now() + " " + what);
    try {
      deed.run();
    } catch (RefusedException e) {
      deeds.add("  " + e.getMessage());
    }
  }

  /** Lives through it; if the engine dies of it, another takes its place. */
  private void survive(Runnable deed) {
    try {
      deed.run();
    } catch (SimulatedCrash crash) {
      deeds.add("  the engine dies");
      restart();
    } catch (EngineStoppedException | StoreException | RoutesNotInForceException e) {
      deeds.add("  " + e.getMessage());
    }
  }

  /** Whoever could not build one builds it again. */
  private void anotherEngine() {
    try {
      kit.anotherEngine();
    } catch (StoreException e) {
      deeds.add("  it cannot begin: " + e.getMessage());
      restart();
    }
  }

  private void restart() {
    for (int i = 0; i < 10; i++) {
      try {
        kit.crashAndRestartEngine();
        return;
      } catch (SimulatedCrash again) {
        deeds.add("  and so does the next");
      } catch (StoreException e) {
        deeds.add("  the next cannot begin: " + e.getMessage());
      }
    }
    throw new AssertionError("no engine survives");
  }

  private void comeToRest() {
    kit.faults().clear();
    kit.storeFaults().failNone();
    for (int i = 0; i < 5; i++) {
      survive(() -> kit.time().advance(Duration.ofHours(2)));
      for (Operation paused : kit.slots().operations().paused(SHOP)) {
        survive(() -> kit.slots().operations().cancel(SHOP, paused.id()));
      }
    }
    deeds.add(kit.time().now() + " at rest");
  }

  // ---- what must hold at any time

  /** Looks where there is something new to see. */
  private void look() {
    long now = kit.platform().changes() + kit.router().changes();
    if (now != seen) {
      seen = now;
      lookAtProduction();
    }
  }

  private void lookAtProduction() {
    Route route = kit.router().route(SHOP, PRODUCTION).orElseThrow();
    assertThat(route.instances()).isNotEmpty();
    for (Instance instance : route.instances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(kit.platform().isDown(instance.id())).as("down: %s", instance.id()).isFalse();
      assertThat(running.content().id()).isEqualTo(route.content().orElseThrow());
      assertThat(running.settings().appSetting("DB")).contains("production");
      assertThat(kit.platform().answeredSinceStart(instance.id()))
          .as("warm: %s", instance.id())
          .contains("/");
    }
  }

  private void leaveProductionAlone(RecordedCall call) {
    Effect effect = call.effect();
    if (effect instanceof Restart || effect instanceof Decommission) {
      assertThat(kit.router().instancesOf(SHOP, PRODUCTION))
          .doesNotContain(effect.instanceId().orElseThrow());
    }
  }

  // ---- what must hold at rest

  private void assertWhole() {
    App app = kit.slots().apps().get(SHOP);
    assertThat(kit.slots().operations().current(SHOP)).isEmpty();
    assertThat(kit.slots().operations().paused(SHOP)).isEmpty();
    assertThat(kit.time().await(kit.store().appsThatNeedEngine())).isEmpty();
    for (EndedOperation operation : kit.slots().operations().history(SHOP, 1_000)) {
      leftBehind.addAll(operation.degraded());
    }
    Set<InstanceId> known = new HashSet<>(leftBehind);
    for (Slot slot : app.slots().values()) {
      slot.deployed().ifPresent(it -> assertInOrder(slot, it, app.workers(), known));
    }
    assertThat(known).containsAll(kit.platform().running().keySet());
    if (leftBehind.isEmpty()) {
      assertThat(kit.router().table(SHOP).orElseThrow().routes())
          .isEqualTo(RoutingTable.of(app, RoutingGeneration.NONE).routes());
    }
  }

  private void assertInOrder(Slot slot, Deployed deployed, int workers, Set<InstanceId> known) {
    assertThat(deployed.instances()).hasSize(workers);
    deployed.instances().forEach(it -> known.add(it.id()));
    for (Instance instance : deployed.readyInstances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(running.content()).isEqualTo(deployed.content());
      assertThat(running.settings().appSetting("DB").orElse(slot.name().folded()))
          .as("its own slot's, or none where the slot had none")
          .isEqualTo(slot.name().folded());
      deployed.settings().ifPresent(it -> assertThat(running.settings()).isEqualTo(it));
    }
    for (Instance instance : deployed.degradedInstances()) {
      assertThat(leftBehind).contains(instance.id());
    }
  }
}
