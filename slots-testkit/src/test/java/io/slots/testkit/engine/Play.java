package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.spi.StoreException;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An operation on an app of two instances a slot, what is done to it, and what must hold. */
final class Play {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final String WARM = "/warm";
  private static final String CUSTOM = "/custom";
  private static final URI NOWHERE = URI.create("http://nowhere:1");

  /** The operations that are played. */
  enum Piece {
    /** Sticky settings differ: both sides are restarted. */
    SWAP,
    /** Nothing is sticky: nobody is restarted. */
    SWAP_WITHOUT_RESTARTS,
    /** The same, but an instance has to be restarted in warm-up, and moves. */
    SWAP_WITH_A_STUBBORN_INSTANCE,
    /** A local cache, keys in files, and instances that move whenever they are restarted. */
    SWAP_OF_ALL_KINDS,
    /** New instances take over production. */
    DEPLOYMENT,
    /** An instance of staging is brought back. */
    REPAIR
  }

  private final Piece piece;
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Watch watch;
  private final App before;
  private final int endedBefore;
  private List<EndedOperation> ended = List.of();

  Play(Piece piece) {
    this.piece = piece;
    prepare();
    before = kit.slots().apps().get(SHOP);
    endedBefore = history().size();
    Settings production = before.production().settings();
    Settings promoted =
        before
            .slot(STAGING)
            .settings()
            .with(production.only(it -> before.stickyNames().contains(it.key())));
    watch =
        new Watch(
            kit,
            2,
            Map.of("v1", production, "v2", promoted, "v3", production),
            Set.of(WARM, CUSTOM));
    kit.platform().allowOverlappingRestarts();
    kit.storeFaults().othersEdit(Play::editCanary);
    kit.storeFaults().failNone();
    kit.forgetCalls();
  }

  private void prepare() {
    kit.slots().apps().create(App.of(SHOP, Plan.premium(2)));
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().create(SHOP, CANARY);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      configure(
          slot,
          SettingsChange.set(
              Setting.of(WarmUpPlan.PING_PATH, WARM), Setting.of("COLOR", "of-" + slot)));
      if (isSticky()) {
        configure(slot, SettingsChange.setSticky(Setting.of("DB", slot + "-db")));
      }
      if (piece == Piece.SWAP_OF_ALL_KINDS) {
        configure(
            slot,
            SettingsChange.set(
                Setting.of("WEBSITE_LOCAL_CACHE_OPTION", "Always"),
                Setting.of("AzureWebJobsSecretStorageType", "files")));
        kit.platform().restartsMove();
      }
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, content("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, content("v2")).await();
    InstanceId bad =
        kit.slots().apps().get(SHOP).slot(STAGING).deployed().orElseThrow().instances().get(1).id();
    if (piece == Piece.SWAP_WITH_A_STUBBORN_INSTANCE) {
      kit.platform().restartsMove();
      kit.faults()
          .on(
              it ->
                  it instanceof Probe probe
                      && probe.instance().id().equals(bad)
                      && probe.path().equals(WARM))
          .times(3)
          .answer(new ProbeAnswer.TimedOut());
    }
    if (piece == Piece.REPAIR) {
      kit.faults()
          .on(it -> it instanceof Restart && it.instanceId().orElseThrow().equals(bad))
          .fail("planted");
      assertThat(swap(kit).await()).isInstanceOf(Outcome.RevertedSourceDegraded.class);
      kit.faults().clear();
    }
  }

  private boolean isSticky() {
    return piece != Piece.SWAP_WITHOUT_RESTARTS && piece != Piece.SWAP_WITH_A_STUBBORN_INSTANCE;
  }

  private void configure(SlotName slot, SettingsChange change) {
    kit.slots().slots().configure(SHOP, slot, change);
  }

  private Running start() {
    return switch (piece) {
      case SWAP, SWAP_WITHOUT_RESTARTS, SWAP_WITH_A_STUBBORN_INSTANCE, SWAP_OF_ALL_KINDS ->
          swap(kit);
      case DEPLOYMENT -> kit.slots().slots().deploy(SHOP, PRODUCTION, content("v3"));
      case REPAIR -> kit.slots().slots().repair(SHOP, STAGING);
    };
  }

  private static Running swap(SlotsTestKit kit) {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  private static Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .addWarmUpPaths(CUSTOM)
        .build();
  }

  private static App editCanary(App app) {
    Setting edited = Setting.of("EDITS", app.slot(CANARY).settings().size() + " or more");
    return app.withSettings(CANARY, SettingsChange.set(edited));
  }

  Piece piece() {
    return piece;
  }

  /** Plays it undisturbed, and nothing after it. */
  SlotsTestKit alone() {
    start().await();
    return kit;
  }

  Play with(Consumer<SlotsTestKit> fault) {
    fault.accept(kit);
    return this;
  }

  /** Plays it to its end, whatever happens, and asserts that the app is whole then. */
  Play endsWhole() {
    live(() -> start().await());
    return goesOnWhole();
  }

  /** Plays it for three hours, has everything go right from then on, and asserts the same. */
  Play endsWholeOnceAllGoesRightAgain() {
    live(() -> assertThat(start()).isNotNull());
    live(() -> kit.time().advance(Duration.ofHours(3)));
    kit.faults().clear();
    kit.storeFaults().comeUp();
    return goesOnWhole();
  }

  private Play goesOnWhole() {
    for (int i = 0; !isOver(); i++) {
      assertThat(i).as("rounds").isLessThan(100);
      live(() -> kit.time().runUntil(this::isOver));
    }
    kit.faults().clear();
    kit.storeFaults().failNone();
    kit.time().advance(Duration.ofHours(2));
    assertWhole();
    assertNothingIsLocked();
    assertThat(watch.looked()).isGreaterThan(20);
    return this;
  }

  /** Does it; if the engine dies of it, another takes its place. */
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
    return kit.slots().operations().current(SHOP).isEmpty();
  }

  private List<EndedOperation> history() {
    return kit.slots().operations().history(SHOP, 1_000);
  }

  /** How it ended; nothing if it never began. */
  List<EndedOperation> ended() {
    return ended;
  }

  private void assertWhole() {
    App after = kit.slots().apps().get(SHOP);
    ended = history().subList(0, history().size() - endedBefore);
    assertThat(ended.size()).isLessThanOrEqualTo(1);
    Ending ending = ended.isEmpty() ? Ending.REVERTED : ended.get(0).ending();
    boolean done = ending == Ending.COMPLETED || ending == Ending.COMPLETED_SOURCE_DEGRADED;
    Set<InstanceId> degraded = ended.isEmpty() ? Set.of() : ended.get(0).degraded();
    if (ending == Ending.REVERTED) {
      assertThat(withoutAddresses(after)).isEqualTo(withoutAddresses(before));
    }
    assertThat(after.stickyNames()).isEqualTo(before.stickyNames());
    boolean swapped = done && piece.name().startsWith("SWAP");
    assertThat(version(after, STAGING)).isEqualTo(swapped ? "v1" : "v2");
    assertThat(version(after, PRODUCTION))
        .isEqualTo(swapped ? "v2" : done && piece == Piece.DEPLOYMENT ? "v3" : "v1");
    Set<InstanceId> known = new HashSet<>(degraded);
    for (Slot slot : List.of(after.production(), after.slot(STAGING))) {
      Deployed deployed = slot.deployed().orElseThrow();
      deployed.instances().forEach(it -> known.add(it.id()));
      for (Instance instance : deployed.readyInstances()) {
        FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
        assertThat(running.instance().address()).isEqualTo(instance.address());
        assertThat(running.content()).isEqualTo(deployed.content());
        assertThat(running.settings()).isEqualTo(slot.settings());
        assertThat(kit.platform().answeredSinceStart(instance.id()))
            .as("awaited: %s", instance.id())
            .isNotEmpty();
        if (isSticky()) {
          assertThat(running.slot()).isEqualTo(slot.name());
        }
      }
      if (piece != Piece.REPAIR) {
        deployed.degradedInstances().forEach(it -> assertThat(degraded).contains(it.id()));
      }
    }
    assertThat(known).containsAll(kit.platform().running().keySet());
    if (degraded.isEmpty()) {
      assertRoutes(after);
    }
  }

  private void assertRoutes(App app) {
    List<RoutingTable> published = kit.router().published();
    assertThat(published.get(published.size() - 1).routes())
        .isEqualTo(RoutingTable.of(app, RoutingGeneration.NONE).routes());
  }

  /** What is degraded can be repaired, and the app be swapped to and fro. */
  private void assertNothingIsLocked() {
    App app = kit.slots().apps().get(SHOP);
    if (!app.slot(STAGING).deployed().orElseThrow().degradedInstances().isEmpty()) {
      assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
          .isInstanceOf(Outcome.Completed.class);
      assertRoutes(kit.slots().apps().get(SHOP));
    }
    assertThat(kit.slots().apps().get(SHOP).production().deployed().orElseThrow().readyInstances())
        .hasSize(2);
    assertThat(swap(kit).await()).isInstanceOf(Outcome.Completed.class);
    assertThat(swap(kit).await()).isInstanceOf(Outcome.Completed.class);
    assertRoutes(kit.slots().apps().get(SHOP));
  }

  private static String version(App app, SlotName slot) {
    return app.slot(slot).deployed().orElseThrow().content().version();
  }

  /** Restarts may move instances, and somebody else edits the canary. */
  private static App withoutAddresses(App app) {
    Map<SlotName, Slot> bare = new TreeMap<>();
    app.slots()
        .forEach(
            (name, slot) ->
                bare.put(name, slot.withDeployed(slot.deployed().map(Play::withoutAddresses))));
    bare.put(CANARY, Slot.named(CANARY));
    return app.toBuilder().slots(bare).build();
  }

  private static Deployed withoutAddresses(Deployed deployed) {
    return Deployed.of(
        deployed.content(),
        deployed.instances().stream()
            .map(it -> Instance.of(it.id(), NOWHERE).withReady(it.ready()))
            .toList());
  }
}
