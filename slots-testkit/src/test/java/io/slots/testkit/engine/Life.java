package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Decommission;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Limits;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.StoreException;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happens in the life of an app beside swaps and deployments, on two instances a slot; what is
 * done to it, and what must hold.
 */
final class Life {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** What happens. */
  enum Event {
    /** The staging slot is deleted. */
    DELETION,
    /** The app is deleted with all its slots. */
    APP_DELETION,
    /** Two instances a slot become three. */
    SCALING_UP,
    /** Two instances a slot become one. */
    SCALING_DOWN,
    /** The staging slot, which was kept warm, is settled when its time is over. */
    SETTLING,
    /** A swap is rolled back while its source is kept warm, which is settled afterwards. */
    ROLLBACK
  }

  private final Event event;
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final App before;
  private final int endedBefore;
  private boolean watching = true;
  private List<EndedOperation> ended = List.of();

  Life(Event event) {
    this.event = event;
    kit.slots().apps().create(App.of(SHOP, Plan.premium(2)));
    for (SlotName slot : List.of(PRODUCTION, STAGING, CANARY)) {
      if (!slot.isProduction()) {
        kit.slots().slots().create(SHOP, slot);
      }
      kit.slots()
          .slots()
          .configure(SHOP, slot, SettingsChange.setSticky(Setting.of("DB", slot + "-db")));
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    if (event == Event.SETTLING || event == Event.ROLLBACK) {
      swapKeepingWarm();
    }
    before = kit.slots().apps().get(SHOP);
    endedBefore = history().size();
    kit.platform().allowOverlappingRestarts();
    kit.storeFaults().othersEdit(Life::editCanary);
    kit.storeFaults().failNone();
    kit.forgetCalls();
    kit.invariant(this::look);
    kit.watch(this::leaveProductionAlone);
  }

  private void swapKeepingWarm() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Limits.builder().keepWarm(KEPT).build())
            .build();
    assertThat(kit.slots().swaps().swap(request).await()).isInstanceOf(Outcome.Completed.class);
  }

  private OperationId swap() {
    return before.production().lastSwap().orElseThrow().operation();
  }

  private static App editCanary(App app) {
    Setting edited = Setting.of("EDITS", app.slot(CANARY).settings().size() + " or more");
    return app.withSettings(CANARY, SettingsChange.set(edited));
  }

  private void happen() {
    Optional<Running> running =
        switch (event) {
          case DELETION -> Optional.of(kit.slots().slots().delete(SHOP, STAGING));
          case APP_DELETION -> Optional.of(kit.slots().apps().deleteWithSlots(SHOP));
          case SCALING_UP -> Optional.of(kit.slots().apps().scale(SHOP, 3));
          case SCALING_DOWN -> Optional.of(kit.slots().apps().scale(SHOP, 1));
          case SETTLING -> Optional.empty();
          case ROLLBACK -> Optional.of(kit.slots().swaps().rollback(SHOP, swap()));
        };
    running.ifPresentOrElse(Running::await, () -> kit.time().advance(KEPT.plusMinutes(1)));
  }

  /** Lets it happen undisturbed, and nothing after it. */
  SlotsTestKit alone() {
    happen();
    return kit;
  }

  Life with(Consumer<SlotsTestKit> fault) {
    fault.accept(kit);
    return this;
  }

  /** Lets it happen, whatever else happens, and asserts that all is whole then. */
  Life endsWhole() {
    live(this::happen);
    for (int i = 0; !isOver(); i++) {
      assertThat(i).as("rounds").isLessThan(100);
      live(() -> kit.time().advance(Duration.ofMinutes(5)));
    }
    kit.faults().clear();
    kit.storeFaults().failNone();
    kit.time().advance(Duration.ofHours(2));
    assertWhole();
    return this;
  }

  private void live(Runnable deed) {
    try {
      deed.run();
    } catch (SimulatedCrash crash) {
      restart();
    } catch (StalledException stalled) {
      throw new AssertionError("it hangs; calls: " + kit.calls(), stalled);
    } catch (EngineStoppedException | StoreException e) {
      // Told to the caller; what is stored goes on, or was not stored.
      kit.time().advance(Duration.ofSeconds(1));
    }
  }

  private void restart() {
    for (int i = 0; i < 10; i++) {
      try {
        kit.crashAndRestartEngine();
        return;
      } catch (SimulatedCrash again) {
        // The one that took its place dies of it too.
      }
    }
    throw new AssertionError("no engine survives");
  }

  private boolean isOver() {
    return app()
        .map(
            app ->
                kit.slots().operations().current(SHOP).isEmpty()
                    && app.slots().values().stream().allMatch(it -> it.keptWarmUntil().isEmpty()))
        .orElse(true);
  }

  private Optional<App> app() {
    return kit.slots().apps().find(SHOP);
  }

  private List<EndedOperation> history() {
    return app().isEmpty() ? List.of() : kit.slots().operations().history(SHOP, 1_000);
  }

  /** That which it is about: a rollback is followed by settling, whatever becomes of it. */
  private boolean isOfIt(EndedOperation operation) {
    return event != Event.ROLLBACK || operation.kind() != OperationKind.SETTLING;
  }

  /** How it ended; nothing if it never began, or the app is gone with its history. */
  List<EndedOperation> ended() {
    return ended;
  }

  boolean isAppGone() {
    return app().isEmpty();
  }

  // ---- S9.1

  private Optional<Route> production() {
    List<RoutingTable> published = kit.router().published();
    return published.get(published.size() - 1).route(PRODUCTION);
  }

  private void look() {
    if (!watching || event == Event.APP_DELETION && production().isEmpty()) {
      return;
    }
    Route route = production().orElseThrow();
    assertThat(route.instances()).isNotEmpty();
    for (Instance instance : route.instances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(kit.platform().isDown(instance.id())).as("down: %s", instance.id()).isFalse();
      assertThat(running.content().id()).isEqualTo(route.content().orElseThrow());
      assertThat(running.settings().appSetting("DB")).contains("production-db");
      assertThat(kit.platform().answeredSinceStart(instance.id()))
          .as("warm: %s", instance.id())
          .contains("/");
    }
  }

  private void leaveProductionAlone(RecordedCall call) {
    if (watching && (call.effect() instanceof Restart || call.effect() instanceof Decommission)) {
      assertThat(kit.router().instancesOf(SHOP, PRODUCTION))
          .doesNotContain(call.effect().instanceId().orElseThrow());
    }
  }

  // ---- afterwards

  private void assertWhole() {
    Set<InstanceId> mayRun = new HashSet<>();
    List<EndedOperation> all = history();
    all = all.subList(0, Math.max(0, all.size() - endedBefore));
    all.forEach(it -> mayRun.addAll(it.degraded()));
    ended = all.stream().filter(this::isOfIt).toList();
    assertThat(ended.size()).isLessThanOrEqualTo(1);
    if (app().isEmpty()) {
      assertThat(event).isEqualTo(Event.APP_DELETION);
      assertThat(production()).isEmpty();
      return;
    }
    App app = app().get();
    boolean done = !ended.isEmpty() && Outcome.of(ended.get(0)).isDone();
    assertThat(withoutEdits(app)).isEqualTo(withoutEdits(done ? after(app) : untouched(app)));
    for (Slot slot : app.slots().values()) {
      slot.deployed().ifPresent(it -> assertInOrder(slot, it, mayRun));
    }
    assertThat(mayRun).containsAll(kit.platform().running().keySet());
    if (all.stream().allMatch(it -> it.degraded().isEmpty())) {
      assertThat(kit.router().published().get(kit.router().published().size() - 1).routes())
          .isEqualTo(RoutingTable.of(app, RoutingGeneration.NONE).routes());
    }
    assertNothingIsLocked();
  }

  private void assertInOrder(Slot slot, Deployed deployed, Set<InstanceId> mayRun) {
    deployed.instances().forEach(it -> mayRun.add(it.id()));
    for (Instance instance : deployed.readyInstances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(running.instance().address()).isEqualTo(instance.address());
      assertThat(running.content()).isEqualTo(deployed.content());
      assertThat(running.settings()).isEqualTo(slot.settings());
    }
  }

  /** The app as it is to be when it was done; what only the engine knows is taken from it. */
  private App after(App now) {
    return switch (event) {
      case DELETION -> before.withoutSlot(STAGING);
      case APP_DELETION -> throw new AssertionError("it is done, and the app is still there");
      case SCALING_UP -> scaled(now, 3);
      case SCALING_DOWN -> scaled(now, 1);
      case SETTLING -> settled(now, before);
      case ROLLBACK -> settled(now, rolledBack(now));
    };
  }

  /** The app as it is to be when nothing was done; time has passed. */
  private App untouched(App now) {
    return event == Event.ROLLBACK ? settled(now, before) : before;
  }

  private App rolledBack(App now) {
    assertThat(now.slot(STAGING).lastSwap()).isEqualTo(now.production().lastSwap());
    assertThat(now.production().lastSwap().orElseThrow().operation()).isEqualTo(ended.get(0).id());
    Slot production = before.production();
    Slot staging = before.slot(STAGING);
    Deployed back = staging.deployed().orElseThrow();
    return before
        .withSlot(
            production.toBuilder()
                .deployed(back.startedWith(production.settings()))
                .lastSwap(now.production().lastSwap())
                .build())
        .withSlot(
            staging.toBuilder()
                .deployed(production.deployed())
                .lastSwap(now.production().lastSwap())
                .build());
  }

  private App scaled(App now, int workers) {
    App scaled = before.toBuilder().plan(Plan.premium(workers)).build();
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      Deployed deployed = now.slot(slot).deployed().orElseThrow();
      Deployed had = before.slot(slot).deployed().orElseThrow();
      assertThat(deployed.instances()).hasSize(workers);
      assertThat(deployed.withInstances(had.instances())).isEqualTo(had);
      if (workers > 2) {
        assertThat(deployed.instances()).containsAll(had.instances());
      } else {
        assertThat(had.instances()).containsAll(deployed.instances());
      }
      scaled = scaled.withSlot(slot, it -> it.withDeployed(Optional.of(deployed)));
    }
    return scaled;
  }

  private static App settled(App now, App kept) {
    Deployed deployed = now.slot(STAGING).deployed().orElseThrow();
    Deployed had = kept.slot(STAGING).deployed().orElseThrow();
    assertThat(deployed.isStartedWith(now.slot(STAGING).settings())).isTrue();
    assertThat(deployed.content()).isEqualTo(had.content());
    assertThat(deployed.instances())
        .extracting(Instance::id)
        .isEqualTo(had.instances().stream().map(Instance::id).toList());
    return kept.withSlot(STAGING, it -> it.notKeptWarm().withDeployed(Optional.of(deployed)));
  }

  private static App withoutEdits(App app) {
    return app.withSlot(CANARY, it -> Slot.named(CANARY));
  }

  /** What is degraded can be repaired, and the app be worked on. */
  private void assertNothingIsLocked() {
    watching = false;
    App app = app().orElseThrow();
    if (app.find(STAGING).isEmpty()) {
      kit.slots().slots().create(SHOP, STAGING);
    } else if (!app.slot(STAGING).deployed().orElseThrow().degradedInstances().isEmpty()) {
      assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
          .isInstanceOf(Outcome.Completed.class);
    }
    assertThat(kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().apps().deleteWithSlots(SHOP).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  /** Whether it ended as if nothing had gone wrong. */
  boolean isDone() {
    return event == Event.APP_DELETION
        ? isAppGone()
        : ended.size() == 1 && ended.get(0).ending() == Ending.COMPLETED;
  }
}
