package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.LimitsChange;
import io.slots.operation.Operation;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The app that a piece is played on, and what its callers were told. */
final class Stage {
  /** A slot that no piece needs; others edit it meanwhile. */
  static final SlotName CANARY = SlotName.of("canary");

  static final int WORKERS = 2;
  static final String WARM = "/warm";
  static final String CUSTOM = "/custom";
  private static final Duration PATIENCE = Duration.ofDays(2);

  private final Cast cast;
  private final SimulatedDisk disk;
  private final SlotsTestKit kit;

  /** Where faults do not reach. */
  private final SlotStore store;

  private final List<Running> begun = new ArrayList<>();
  private final Set<OperationId> cancelled = new HashSet<>();
  private final App before;
  private final int endedBefore;
  private boolean alone = true;
  private boolean crashed;
  private int deaths;

  /** Sets everything up for {@code piece}. */
  Stage(Piece piece, Cast cast, SimulatedDisk disk) {
    this.cast = cast;
    this.disk = disk;
    if (cast == Cast.ONE_ENGINE) {
      store = disk;
      kit = SlotsTestKit.create(store, builder -> builder);
    } else {
      kit = SlotsTestKit.shared(builder -> builder.lease(Cast.LEASE));
      store = kit.sharedStore();
    }
    kit.slots().apps().create(App.of(SHOP, Plan.premium(WORKERS)));
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().create(SHOP, CANARY);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      configure(
          slot,
          SettingsChange.set(
              Setting.of(WarmUpPlan.PING_PATH, WARM), Setting.of("COLOR", "of-" + slot)));
      if (piece.isSticky()) {
        configure(slot, SettingsChange.setSticky(Setting.of("DB", slot + "-db")));
      }
    }
    piece.configure(this);
    kit.slots().slots().deploy(SHOP, PRODUCTION, content("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, content("v2")).await();
    piece.prepare(this);
    if (cast != Cast.ONE_ENGINE) {
      kit.anotherEngine(); // Callers know that one; the first stands by.
    }
    before = app();
    endedBefore = history().size();
    begun.clear();
    kit.platform().allowOverlappingRestarts();
    kit.storeFaults().othersEdit(Stage::editCanary);
    kit.storeFaults().failNone();
    kit.forgetCalls();
  }

  private static App editCanary(App app) {
    Setting edited = Setting.of("EDITS", app.slot(CANARY).settings().size() + " or more");
    return app.withSettings(CANARY, SettingsChange.set(edited));
  }

  SlotsTestKit kit() {
    return kit;
  }

  /** Another engine is there beside the one before, and takes over what that drives. */
  void anotherEngine() {
    alone = false;
    kit.anotherEngine();
  }

  /**
   * Another engine takes the place of the one that has died. Whoever was told that something has
   * begun follows it there, unless the app is gone with its history.
   */
  void restartEngine() {
    crashed = true;
    disk.losePower();
    if (cast == Cast.SHARED_AND_ONE_STANDS_BY && isFirstDeath()) {
      kit.die(2);
      kit.use(1);
    } else {
      kit.crashAndRestartEngine();
    }
    if (record().isEmpty()) {
      begun.clear();
    }
    begun.replaceAll(before -> kit.slots().operations().follow(SHOP, before.id()));
  }

  private boolean isFirstDeath() {
    return kit.engines() == 2 && deaths++ == 0;
  }

  /** Whether there was no other engine beside the one that callers know. */
  boolean isAlone() {
    return alone;
  }

  /** Whether an engine has died. */
  boolean hasCrashed() {
    return crashed;
  }

  // ---- what callers do

  void configure(SlotName slot, SettingsChange change) {
    kit.slots().slots().configure(SHOP, slot, change);
  }

  static Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .addWarmUpPaths(CUSTOM)
        .build();
  }

  Running deploy(SlotName slot, String version) {
    return begun(kit.slots().slots().deploy(SHOP, slot, content(version)));
  }

  Running swap() {
    return begun(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)));
  }

  /** The same, with limits of its own. */
  Running swap(UnaryOperator<LimitsChange.Builder> limits) {
    return begun(kit.slots().swaps().swap(request(limits)));
  }

  /** A swap of staging into production with limits of its own. */
  static SwapRequest request(UnaryOperator<LimitsChange.Builder> limits) {
    return SwapRequest.builder()
        .app(SHOP)
        .source(STAGING)
        .limits(limits.apply(LimitsChange.builder()).build())
        .build();
  }

  /** Notes that a caller was told that this has begun. */
  Running begun(Running running) {
    begun.add(running);
    return running;
  }

  /** Notes what a caller was told who cancelled. */
  void cancelled(Cancellation cancellation) {
    if (cancellation instanceof Cancellation.Reverting reverting) {
      begun(reverting.operation());
      cancelled.add(reverting.operation().id());
    }
  }

  /**
   * Waits until it has ended, as a caller does who hears of it if this engine stops driving it.
   * Once another engine drives it, it may end without his engine.
   */
  void await(Running running) {
    waitUntil(() -> isTold(running) || (!alone && !isBusy()));
    if (isTold(running)) {
      assertThat(running.await().report().id()).isEqualTo(running.id());
    }
  }

  private static boolean isTold(Running running) {
    return running.outcome().toCompletableFuture().isDone();
  }

  /** Waits until that is so, for days. */
  void waitUntil(BooleanSupplier condition) {
    Instant deadline = kit.time().now().plus(PATIENCE);
    kit.time().runUntil(() -> condition.getAsBoolean() || kit.time().now().isAfter(deadline));
    assertThat(condition.getAsBoolean()).as("it is so within %s", PATIENCE).isTrue();
  }

  // ---- what is stored

  Optional<AppRecord> record() {
    return store.find(SHOP).toCompletableFuture().join();
  }

  /** The app; it must be there. */
  App app() {
    return record().orElseThrow().app();
  }

  /** The app as it was when the piece began. */
  App before() {
    return before;
  }

  private List<EndedOperation> history() {
    return store.history(SHOP, Integer.MAX_VALUE).toCompletableFuture().join();
  }

  /** What has ended since the piece began, oldest first. */
  List<EndedOperation> ended() {
    List<EndedOperation> ended = new ArrayList<>(history());
    java.util.Collections.reverse(ended);
    return ended.subList(Math.min(endedBefore, ended.size()), ended.size());
  }

  boolean isBusy() {
    return record().flatMap(AppRecord::operation).isPresent();
  }

  boolean isPaused() {
    return record().filter(it -> !it.paused().isEmpty()).isPresent();
  }

  Operation paused() {
    return record().orElseThrow().paused().get(0);
  }

  boolean isKeptWarm() {
    return record()
        .filter(it -> it.app().slots().values().stream().anyMatch(Stage::isKeptWarm))
        .isPresent();
  }

  private static boolean isKeptWarm(Slot slot) {
    return slot.keptWarmUntil().isPresent();
  }

  /** All of which callers were told that it has begun. */
  List<Running> begun() {
    return begun;
  }

  /** All of which callers were told that it is put back. */
  Set<OperationId> cancelled() {
    return cancelled;
  }
}
