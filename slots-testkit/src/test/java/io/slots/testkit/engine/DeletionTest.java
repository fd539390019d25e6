package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.NotFoundException;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutingTable;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1.6: a slot is deleted: its route is withdrawn, then its instances are drained and ended. */
class DeletionTest {
  private static final SlotName CANARY = SlotName.of("canary");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final List<InstanceId> production = shop.ids(PRODUCTION);
  private final List<InstanceId> staging = shop.ids(STAGING);

  private Running begin(SlotName slot) {
    return kit.slots().slots().delete(SHOP, slot);
  }

  private Outcome delete(SlotName slot) {
    return begin(slot).await();
  }

  private RoutingTable table() {
    List<RoutingTable> published = kit.router().published();
    return published.get(published.size() - 1);
  }

  // ---- how it goes

  @Test
  @DisplayName("S1.6 the slot and its route are gone, its instances ended, the others untouched")
  void delete_slotIsGone() {
    Outcome outcome = delete(STAGING);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps())
        .extracting(StepTime::step)
        .containsExactly(
            StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES, StepName.END_FORMER_INSTANCES);
    assertThat(outcome.report().description()).isEqualTo("delete slot staging");
    assertThat(shop.app().slots()).containsOnlyKeys(PRODUCTION);
    assertThat(table().route(STAGING)).isEmpty();
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(production);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(production);
    assertThat(kit.calls())
        .allSatisfy(
            call -> assertThat(call.effect().instanceId().filter(production::contains)).isEmpty());
  }

  @Test
  @DisplayName("S1.6 its instances finish what they have before they are ended")
  void delete_drainsBeforeItEnds() {
    staging.forEach(id -> kit.router().inFlight(id, 3));
    Running deletion = begin(STAGING);
    kit.time().advance(Duration.ofSeconds(10));
    assertThat(table().route(STAGING)).isEmpty();
    assertThat(shop.app().find(STAGING)).isEmpty();
    assertThat(kit.platform().running().keySet()).containsAll(staging);

    kit.router().inFlight(staging.get(0), 0);
    kit.time().advance(Duration.ofSeconds(10));
    assertThat(kit.platform().running().keySet()).as("one still works").containsAll(staging);
    kit.router().inFlight(staging.get(1), 0);

    Outcome outcome = deletion.await();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Shop.took(outcome, StepName.DRAIN_INSTANCES)).isLessThan(Duration.ofSeconds(21));
    assertThat(kit.platform().running().keySet()).doesNotContainAnyElementsOf(staging);
  }

  @Test
  @DisplayName("S1.6 the drain deadline holds for requests that never end")
  void delete_neverDrained_endsAtTheDeadline() {
    staging.forEach(id -> kit.router().inFlight(id, 1));

    Outcome outcome = delete(STAGING);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Shop.took(outcome, StepName.DRAIN_INSTANCES)).isEqualTo(Duration.ofSeconds(30));
    assertThat(kit.platform().running().keySet()).doesNotContainAnyElementsOf(staging);
  }

  @Test
  @DisplayName("S1.6 nothing happens to its instances before the router has confirmed")
  void delete_slowRouter_isWaitedFor() {
    kit.faults().on(Shop.of(PublishRoutes.class)).times(1).take(Duration.ofSeconds(20));
    AtomicInteger touched = new AtomicInteger();
    kit.watch(
        call -> {
          if (call.effect() instanceof CountInFlight || call.effect() instanceof Decommission) {
            touched.incrementAndGet();
            assertThat(table().route(STAGING)).isEmpty();
            assertThat(table().route(PRODUCTION)).isPresent();
          }
        });

    Running deletion = begin(STAGING);
    kit.time().advance(Duration.ofSeconds(19));
    assertThat(touched).hasValue(0);
    assertThat(shop.app().find(STAGING)).as("not before the router confirmed").isPresent();

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(touched).hasValue(3);
  }

  @Test
  @DisplayName("S1.6 an empty slot, a stopped slot, by any spelling of its name")
  void delete_emptyOrStopped() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().slots().stop(SHOP, STAGING);

    Outcome empty = delete(SlotName.of("Canary"));
    Outcome stopped = delete(SlotName.of("STAGING"));

    assertThat(empty).isInstanceOf(Outcome.Completed.class);
    assertThat(empty.report().steps())
        .extracting(StepTime::step)
        .containsExactly(StepName.UPDATE_ROUTING);
    assertThat(stopped).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.app().slots()).containsOnlyKeys(PRODUCTION);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(production);
  }

  @Test
  @DisplayName("S1.6 a rule of 0 % is no obstacle, and goes with the slot")
  void delete_withARuleOfZero_takesItAlong() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots()
        .slots()
        .route(SHOP, List.of(TrafficShare.of(STAGING, 0), TrafficShare.of(CANARY, 5)));

    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().traffic()).containsExactly(TrafficShare.of(CANARY, 5));
    assertThat(table().route(PRODUCTION).orElseThrow().shares())
        .containsExactly(TrafficShare.of(CANARY, 5));
  }

  @Test
  @DisplayName("S1.6 S1.3 the host name is free afterwards, for another app and for another slot")
  void delete_freesTheHostName() {
    App other = App.of(AppName.of("shop-staging"), Plan.premium(1));
    assertTaken(() -> kit.slots().apps().create(other));

    delete(STAGING);
    kit.slots().apps().create(other);
    assertTaken(() -> kit.slots().slots().create(SHOP, STAGING));
    kit.slots().apps().delete(other.name()).await();
    kit.slots().slots().create(SHOP, STAGING);

    assertThat(kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  private static void assertTaken(ThrowingCallable creation) {
    assertThatThrownBy(creation)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S1.3")
        .hasMessageContaining("shop-staging.localhost");
  }

  // ---- what refuses it

  @Test
  @DisplayName("S1.1 S1.6 production, and what is not there, cannot be deleted")
  void delete_productionOrUnknown_isRefused() {
    Untouched.refused(kit, 1, 1, () -> begin(SlotName.of("Production")));
    Untouched.refused(kit, NotFoundException.class, () -> begin(CANARY));
    Untouched.refused(
        kit,
        NotFoundException.class,
        () -> kit.slots().slots().delete(AppName.of("shoe"), STAGING));
  }

  @Test
  @DisplayName("S1.6 not while it gets a share of production's requests")
  void delete_withAShare_isRefused() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 0.1)));

    assertThat(Untouched.refused(kit, 1, 6, () -> begin(STAGING)).problem())
        .contains("staging 0.1 %");

    kit.slots().slots().route(SHOP, List.of());
    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.6 not while another slot is swapped into it automatically")
  void delete_targetOfAnAutoSwap_isRefused() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().swaps().autoSwap(SHOP, CANARY, STAGING);

    assertThat(Untouched.refused(kit, 1, 6, () -> begin(STAGING)).problem()).contains("canary");

    kit.slots().swaps().noAutoSwap(SHOP, CANARY);
    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.6 S1.7 not while a swap runs, on it or on others")
  void delete_duringASwap_isAConflict() {
    kit.slots().slots().create(SHOP, CANARY);
    Running swap = shop.begin();
    kit.time().advance(Duration.ofMillis(500));
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, () -> begin(STAGING));
    Untouched.conflict(kit, running, () -> begin(CANARY));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.7 while it is deleted, nothing else is done to it, and nothing swapped into it")
  void changes_duringADeletion_areConflicts() {
    kit.slots().slots().create(SHOP, CANARY);
    staging.forEach(id -> kit.router().inFlight(id, 1));
    kit.faults().on(Shop.of(PublishRoutes.class)).times(1).take(Duration.ofSeconds(5));
    Running deletion = begin(STAGING);
    kit.time().advance(Duration.ofSeconds(1));
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, () -> begin(STAGING));
    Untouched.conflict(
        kit,
        running,
        () ->
            kit.slots().slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("A", "b"))));
    Untouched.conflict(
        kit, running, () -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v9")));
    Untouched.conflict(kit, running, () -> kit.slots().swaps().autoSwap(SHOP, CANARY, STAGING));

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    Untouched.refused(
        kit, NotFoundException.class, () -> kit.slots().swaps().autoSwap(SHOP, CANARY, STAGING));
  }

  // ---- previews

  @Test
  @DisplayName("S1.6 a pending preview that it takes part in is cancelled first, cleanly")
  void delete_sourceOfAPreview_cancelsIt() {
    Running preview = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));
    assertThat(preview.awaitPause()).isTrue();

    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);

    assertThat(preview.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("cancelled"));
    assertThat(history(2))
        .extracting(EndedOperation::kind)
        .containsExactly(OperationKind.DELETION, OperationKind.SWAP);
    assertThat(shop.app().slots()).containsOnlyKeys(PRODUCTION);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(production);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(production);
  }

  @Test
  @DisplayName("S1.6 the same where it is the target: the source is put back")
  void delete_targetOfAPreview_cancelsIt() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    App before = shop.app();
    Running preview = kit.slots().swaps().prepare(SwapRequest.of(SHOP, CANARY, STAGING));
    assertThat(preview.awaitPause()).isTrue();

    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);

    assertThat(preview.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.app()).isEqualTo(before.withoutSlot(STAGING));
    shop.ids(CANARY)
        .forEach(
            id ->
                assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("DB"))
                    .contains("canary-db"));
  }

  @Test
  @DisplayName("S1.6 S4.8 a deletion that is refused cancels no preview")
  void delete_refused_cancelsNoPreview() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 1)));
    assertThat(kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).awaitPause()).isTrue();

    Untouched.refused(kit, 1, 6, () -> begin(STAGING));
    Untouched.refused(kit, 1, 1, () -> begin(PRODUCTION));
    assertThat(kit.slots().operations().paused(SHOP)).hasSize(1);
  }

  @Test
  @DisplayName("S1.7 nor does one that comes while another operation is under way")
  void delete_whileOthersWork_isAConflictAndCancelsNoPreview() {
    kit.slots().slots().create(SHOP, CANARY);
    assertThat(kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).awaitPause()).isTrue();
    Running deployment = kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3"));
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, () -> begin(STAGING));
    Untouched.conflict(kit, running, () -> kit.slots().apps().deleteWithSlots(SHOP));

    assertThat(deployment.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().operations().paused(SHOP)).hasSize(1);
    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);
  }

  // ---- what goes wrong

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S1.6 a router that does not take it: the slot is as it was")
  void delete_routerSaysNo_isReverted(boolean refuses) {
    App before = shop.app();
    RoutingTable table = table();
    if (refuses) {
      kit.router().refuse("read-only");
    } else {
      kit.faults().on(Shop.of(PublishRoutes.class)).times(5).failBefore("connection lost");
    }

    Outcome outcome = delete(STAGING);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains(refuses ? "read-only" : "did not confirm"));
    assertThat(shop.app()).isEqualTo(before);
    assertThat(table().routes()).isEqualTo(table.routes());
    assertThat(shop.calls(Decommission.class)).isEmpty();
    assertThat(shop.calls(CountInFlight.class)).isEmpty();
    kit.router().accept();
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(delete(STAGING)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.6 an instance that cannot be ended is told by name; the slot is gone")
  void delete_instanceCannotBeEnded_isTold() {
    kit.faults().on(Shop.of(Decommission.class, staging.get(1))).failBefore("permission denied");

    Outcome outcome = delete(STAGING);

    assertThat(outcome.isDone()).isTrue();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).containsExactly(staging.get(1));
              assertThat(it.reason())
                  .contains("permission denied")
                  .contains(staging.get(1).value());
            });
    assertThat(shop.app().slots()).containsOnlyKeys(PRODUCTION);
    assertThat(table().route(STAGING)).isEmpty();
    assertThat(kit.platform().running().keySet())
        .containsExactlyInAnyOrder(production.get(0), production.get(1), staging.get(1));
  }

  @Test
  @DisplayName("S1.6 instances that the embedder gave are drained, and his to end")
  void delete_givenInstances_areDrainedAndNotEnded() {
    kit.slots().slots().create(SHOP, CANARY);
    Instance mine = Instance.of("mine-1", "http://127.0.0.1:8081");
    kit.faults().on(Shop.of(Probe.class, mine.id())).answer(new ProbeAnswer.Responded(200));
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3"), List.of(mine)).await();
    kit.forgetCalls();
    kit.router().inFlight(mine.id(), 1);
    Running deletion = begin(CANARY);
    kit.time().advance(Duration.ofSeconds(10));
    assertThat(kit.slots().operations().current(SHOP)).isPresent();
    kit.router().inFlight(mine.id(), 0);

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.calls(CountInFlight.class)).isNotEmpty();
    assertThat(shop.calls(Decommission.class)).isEmpty();
  }

  @Test
  @DisplayName("S8.1 S5.3 history tells the deletion, which cannot be cancelled")
  void delete_isInHistory() {
    Running deletion = begin(STAGING);
    assertThat(kit.slots().operations().cancel(SHOP, deletion.id()).isUnderWay()).isFalse();
    Outcome outcome = deletion.await();

    assertThat(history(1)).containsExactly(outcome.report());
    assertThat(outcome.report().ending()).isEqualTo(Ending.COMPLETED);
    assertThat(outcome.report().slots()).containsExactly(STAGING);
    assertThat(kit.slots().operations().follow(SHOP, deletion.id()).await()).isEqualTo(outcome);
  }

  private List<EndedOperation> history(int limit) {
    return kit.slots().operations().history(SHOP, limit);
  }
}
