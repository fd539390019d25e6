package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.spi.AppRecord;
import io.slots.testkit.FakePlatform;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must hold when a piece is over, whatever went wrong. */
final class Whole {
  private static final URI NOWHERE = URI.create("http://nowhere:1");

  private final Stage stage;
  private final Piece piece;
  private final List<EndedOperation> ended;

  Whole(Stage stage, Piece piece) {
    this.stage = stage;
    this.piece = piece;
    this.ended = stage.ended();
  }

  /** Asserts all of it. An engine that has lost the app to another keeps no promise. */
  void assertHolds() {
    Optional<AppRecord> record = stage.record();
    if (record.isEmpty()) {
      assertGone();
    } else {
      assertNothingIsAhead(record.get());
      assertDoneOrUndone(record.get().app());
      assertRunsAsStored(record.get().app());
      assertNothingIsLost();
    }
    if (stage.isAlone()) {
      assertPromisesAreKept();
      assertIsTold();
    }
  }

  private void assertGone() {
    assertThat(piece).isInstanceOf(DeletionOfApp.class);
    assertThat(stage.kit().router().table(SHOP).map(RoutingTable::routes)).contains(List.of());
    assertThat(toldDegraded()).containsAll(stage.kit().platform().running().keySet());
  }

  private static void assertNothingIsAhead(AppRecord record) {
    assertThat(record.operation()).isEmpty();
    assertThat(record.paused()).isEmpty();
    assertThat(record.queue()).isEmpty();
    assertThat(record.needsEngine()).isFalse();
  }

  private void assertDoneOrUndone(App after) {
    App before = stage.before();
    if (ended.stream().allMatch(it -> isUndone(it.ending()))) {
      assertThat(comparable(after)).isEqualTo(comparable(before));
    }
    Expected expected = Expected.after(before, ended);
    Map<SlotName, Expected.Of> slots = new TreeMap<>();
    after.slots().forEach((name, slot) -> slots.put(name, Expected.Of.slot(slot)));
    if (slots.containsKey(Stage.CANARY)) {
      slots.computeIfPresent(Stage.CANARY, (name, it) -> unedited(it));
      expected.slots().computeIfPresent(Stage.CANARY, (name, it) -> unedited(it));
    }
    assertThat(slots).isEqualTo(expected.slots());
    assertThat(after.stickyNames()).isEqualTo(before.stickyNames());
    if (!(piece instanceof TrafficRule)) {
      assertThat(after.traffic()).isEqualTo(before.traffic());
    }
    Set<Integer> workers = new HashSet<>(piece.workers());
    if (expected.isScaled()) {
      workers.remove(before.workers());
    }
    assertThat(after.workers()).isIn(expected.isScaled() ? workers : Set.of(before.workers()));
    after.slots().values().stream()
        .flatMap(slot -> slot.deployed().stream())
        .forEach(
            deployed -> {
              assertThat(deployed.instances()).hasSize(after.workers());
              assertAreTheSame(deployed);
            });
  }

  /**
   * Instances go where their content goes; scaling makes more of them, or ends some, and a restart
   * puts others in the place of all.
   */
  private void assertAreTheSame(Deployed after) {
    stage.before().slots().values().stream()
        .flatMap(slot -> slot.deployed().stream())
        .filter(it -> it.content().equals(after.content()))
        .forEach(
            before -> {
              if (isRestarted(after)) {
                assertThat(ids(after)).doesNotContainAnyElementsOf(ids(before));
                return;
              }
              boolean fewer = after.instances().size() < before.instances().size();
              assertThat(ids(fewer ? before : after)).containsAll(ids(fewer ? after : before));
            });
  }

  private boolean isRestarted(Deployed after) {
    return ended.stream()
        .filter(it -> it.kind() == OperationKind.RESTART && Outcome.of(it).isDone())
        .anyMatch(
            it -> stage.app().slot(it.slots().get(0)).deployed().filter(after::equals).isPresent());
  }

  private static List<InstanceId> ids(Deployed deployed) {
    return deployed.instances().stream().map(Instance::id).toList();
  }

  private static boolean isUndone(Ending ending) {
    return ending == Ending.REVERTED || ending == Ending.REFUSED;
  }

  private void assertRunsAsStored(App after) {
    Set<InstanceId> known = new HashSet<>(degraded());
    for (Slot slot : after.slots().values()) {
      slot.deployed()
          .ifPresent(
              deployed -> {
                deployed.instances().forEach(it -> known.add(it.id()));
                deployed.readyInstances().forEach(it -> assertRuns(slot, deployed, it));
                deployed
                    .degradedInstances()
                    .forEach(it -> assertThat(degraded()).contains(it.id()));
              });
    }
    assertThat(known).containsAll(stage.kit().platform().running().keySet());
    if (degraded().isEmpty() || after.slots().values().stream().noneMatch(Whole::isDegraded)) {
      assertRoutes();
    }
  }

  private static boolean isDegraded(Slot slot) {
    return slot.deployed().filter(it -> !it.degradedInstances().isEmpty()).isPresent();
  }

  private void assertRuns(Slot slot, Deployed deployed, Instance instance) {
    FakePlatform.Running running = stage.kit().platform().running(instance.id()).orElseThrow();
    assertThat(running.instance().address()).isEqualTo(instance.address());
    assertThat(running.content()).isEqualTo(deployed.content());
    if (!slot.name().equals(Stage.CANARY)) {
      assertThat(running.settings()).isEqualTo(slot.settings());
    }
    assertThat(stage.kit().platform().answeredSinceStart(instance.id()))
        .as("awaited: %s", instance.id())
        .isNotEmpty();
    if (piece.isSticky()) {
      assertThat(running.slot()).isEqualTo(slot.name());
    }
  }

  /** The instances of which history, before and since, tells that they did not come back. */
  private Set<InstanceId> degraded() {
    Set<InstanceId> degraded = new HashSet<>();
    ended.forEach(it -> degraded.addAll(it.degraded()));
    stage.before().slots().values().stream()
        .flatMap(slot -> slot.deployed().stream())
        .flatMap(deployed -> deployed.degradedInstances().stream())
        .forEach(it -> degraded.add(it.id()));
    return degraded;
  }

  /** The same as events tell it: an app that is deleted takes its history with it. */
  private Set<InstanceId> toldDegraded() {
    return stage.kit().events().stream()
        .filter(SlotsEvent.OperationEnded.class::isInstance)
        .map(SlotsEvent.OperationEnded.class::cast)
        .flatMap(it -> it.report().degraded().stream())
        .collect(Collectors.toSet());
  }

  private void assertRoutes() {
    assertThat(stage.kit().router().table(SHOP).orElseThrow().routes())
        .isEqualTo(RoutingTable.of(stage.app(), RoutingGeneration.NONE).routes());
  }

  /** What a caller was told that it has begun has ended, and what a deployment causes has, too. */
  private void assertNothingIsLost() {
    List<OperationId> ids = ended.stream().map(EndedOperation::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(stage.begun().stream().map(Running::id).toList());
    for (EndedOperation report : ended) {
      if (stage.cancelled().contains(report.id())) {
        assertThat(report.ending())
            .isIn(Ending.REVERTED, Ending.REVERTED_SOURCE_DEGRADED, Ending.REFUSED);
      }
      boolean isFollowed =
          report.kind() == OperationKind.DEPLOYMENT
              && Outcome.of(report).isDone()
              && stage.before().slot(report.slots().get(0)).autoSwapTarget().isPresent();
      assertThat(report.followedBy().isPresent()).as("%s", report).isEqualTo(isFollowed);
      assertThat(ids).containsAll(report.followedBy().stream().toList());
    }
  }

  /** Who listens is told of each end once; of what a crash cut off, perhaps not at all. */
  private void assertIsTold() {
    List<OperationId> told =
        stage.kit().events().stream()
            .filter(SlotsEvent.OperationEnded.class::isInstance)
            .map(SlotsEvent::operation)
            .filter(it -> ended.stream().anyMatch(report -> report.id().equals(it)))
            .toList();
    assertThat(told).doesNotHaveDuplicates();
    if (!stage.hasCrashed()) {
      assertThat(told).hasSize(ended.size());
    }
  }

  private void assertPromisesAreKept() {
    for (Running running : stage.begun()) {
      assertThat(running.outcome().toCompletableFuture()).as("%s", running.id()).isDone();
      Outcome outcome = running.await();
      if (stage.record().isPresent()) {
        assertThat(ended).contains(outcome.report());
      }
    }
  }

  // ---- that it can be used

  /** Whether there is not all that was there before, so that other content comes. */
  boolean lacksContent() {
    return stage.record().flatMap(it -> it.app().find(STAGING)).flatMap(Slot::deployed).isEmpty();
  }

  /** What is degraded can be repaired, and the app be swapped to and fro. */
  void assertNothingIsLocked() {
    if (stage.record().isEmpty()) {
      stage.kit().slots().apps().create(App.of(SHOP, Plan.premium(Stage.WORKERS)));
      stage.deploy(PRODUCTION, "v8").await();
    }
    for (SlotName slot : List.of(STAGING, Stage.CANARY)) {
      if (stage.app().find(slot).isEmpty()) {
        stage.kit().slots().slots().create(SHOP, slot);
      }
    }
    if (stage.app().slot(STAGING).deployed().isEmpty()) {
      assertThat(stage.deploy(STAGING, "v9").await()).isInstanceOf(Outcome.Completed.class);
    }
    if (isDegraded(stage.app().slot(STAGING))) {
      assertThat(stage.kit().slots().slots().repair(SHOP, STAGING).await())
          .isInstanceOf(Outcome.Completed.class);
      assertRoutes();
    }
    assertThat(stage.app().production().deployed().orElseThrow().readyInstances())
        .hasSize(stage.app().workers());
    assertThat(stage.swap().await()).isInstanceOf(Outcome.Completed.class);
    assertThat(stage.swap().await()).isInstanceOf(Outcome.Completed.class);
    assertRoutes();
  }

  // ---- what can be compared

  private static Expected.Of unedited(Expected.Of slot) {
    return new Expected.Of(
        slot.version(), io.slots.settings.Settings.none(), slot.lastSwap(), slot.autoSwapTarget());
  }

  /** Restarts may move instances, and somebody else edits the canary. */
  private static App comparable(App app) {
    Map<SlotName, Slot> bare = new TreeMap<>();
    app.slots()
        .forEach(
            (name, slot) ->
                bare.put(name, slot.withDeployed(slot.deployed().map(Whole::comparable))));
    bare.put(Stage.CANARY, Slot.named(Stage.CANARY));
    return app.toBuilder().slots(bare).build();
  }

  private static Deployed comparable(Deployed deployed) {
    return deployed.withEach(it -> Instance.of(it.id(), NOWHERE).withReady(it.ready()));
  }
}
