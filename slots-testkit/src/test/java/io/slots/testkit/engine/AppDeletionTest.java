package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.NotFoundException;
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
import io.slots.effect.Restart;
import io.slots.effect.RoutingTable;
import io.slots.event.SlotsEvent;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S1.6: an app is deleted, with all its slots only if the caller says so. */
class AppDeletionTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final AppName OTHER = AppName.of("other");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final List<InstanceId> production = shop.ids(PRODUCTION);
  private final List<InstanceId> staging = shop.ids(STAGING);

  private Running begin() {
    return kit.slots().apps().deleteWithSlots(SHOP);
  }

  private Outcome delete() {
    return begin().await();
  }

  private RoutingTable table() {
    List<RoutingTable> published = kit.router().published();
    return published.get(published.size() - 1);
  }

  private void assertGone() {
    assertThat(kit.slots().apps().find(SHOP)).isEmpty();
    assertThat(kit.slots().apps().list()).doesNotContain(SHOP);
    assertThatThrownBy(() -> kit.slots().apps().get(SHOP)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> kit.slots().operations().history(SHOP, 100))
        .isInstanceOf(NotFoundException.class);
    assertThat(kit.time().await(kit.store().appsThatNeedEngine())).doesNotContain(SHOP);
    assertThat(table().routes()).isEmpty();
  }

  // ---- how it goes

  @Test
  @DisplayName("S1.6 an app with further slots is not deleted without an explicit cascade")
  void delete_withFurtherSlots_isRefused() {
    assertThat(Untouched.refused(kit, 1, 6, () -> kit.slots().apps().delete(SHOP)))
        .satisfies(
            it -> {
              assertThat(it.problem()).endsWith("has further slots: staging");
              assertThat(it.accepted()).contains("delete the app with its slots");
            });
  }

  @Test
  @DisplayName("S1.6 with it, all routes are withdrawn, all instances ended, and the app is gone")
  void deleteWithSlots_isGone() {
    kit.slots().apps().create(App.of(OTHER, Plan.premium(1)));
    kit.slots().slots().deploy(OTHER, PRODUCTION, Content.of("v1")).await();
    List<InstanceId> others = kit.router().instancesOf(OTHER, PRODUCTION);
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().swaps().autoSwap(SHOP, CANARY, STAGING);

    Outcome outcome = delete();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().kind()).isEqualTo(OperationKind.APP_DELETION);
    assertThat(outcome.report().slots()).containsExactly(CANARY, PRODUCTION, STAGING);
    assertGone();
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(others);
    assertThat(kit.router().instancesOf(OTHER, PRODUCTION)).isEqualTo(others);
    assertThat(kit.slots().apps().list()).containsExactly(OTHER);
  }

  @Test
  @DisplayName("S1.6 an app that has production alone needs no cascade, with content or without")
  void delete_productionAlone_isGone() {
    kit.slots().slots().delete(SHOP, STAGING).await();
    kit.slots().apps().create(App.of(OTHER, Plan.premium(1)));

    assertThat(kit.slots().apps().delete(OTHER).await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().apps().delete(SHOP).await()).isInstanceOf(Outcome.Completed.class);

    assertGone();
    assertThat(kit.slots().apps().list()).isEmpty();
    assertThat(kit.platform().running()).isEmpty();
    assertThatThrownBy(() -> kit.slots().apps().delete(SHOP)).isInstanceOf(NotFoundException.class);
  }

  @Test
  @DisplayName("S1.6 no instance is touched before the router confirmed, none ended before drained")
  void deleteWithSlots_drainsAllThenEndsAll() {
    kit.faults().on(Shop.of(PublishRoutes.class)).times(1).take(Duration.ofSeconds(20));
    kit.watch(
        call -> {
          if (call.effect() instanceof CountInFlight || call.effect() instanceof Decommission) {
            assertThat(table().routes()).isEmpty();
          }
        });
    kit.router().inFlight(staging.get(0), 1);
    kit.router().inFlight(production.get(0), 1);
    Running deletion = begin();
    kit.time().advance(Duration.ofSeconds(30));
    assertThat(shop.calls(CountInFlight.class)).isNotEmpty();
    kit.router().inFlight(staging.get(0), 0);
    kit.time().advance(Duration.ofSeconds(5));
    assertThat(shop.calls(Decommission.class)).as("one still works").isEmpty();
    assertThat(kit.slots().apps().find(SHOP)).as("it is there until all is done").isPresent();
    kit.router().inFlight(production.get(0), 0);

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.platform().running()).isEmpty();
  }

  @Test
  @DisplayName("S1.6 instances that the embedder gave are drained, and his to end")
  void delete_givenInstances_areNotEnded() {
    kit.slots().apps().create(App.of(OTHER, Plan.premium(1)));
    Instance mine = Instance.of("mine-1", "http://127.0.0.1:8081");
    kit.faults().on(Shop.of(Probe.class, mine.id())).answer(new ProbeAnswer.Responded(200));
    kit.slots().slots().deploy(OTHER, PRODUCTION, Content.of("v1"), List.of(mine)).await();
    kit.forgetCalls();

    assertThat(kit.slots().apps().delete(OTHER).await()).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.calls())
        .extracting(RecordedCall::effect)
        .contains(new CountInFlight(OTHER, Set.of(mine.id())))
        .noneMatch(Decommission.class::isInstance);
  }

  @Test
  @DisplayName("S1.6 pending previews are cancelled first, all of them")
  void deleteWithSlots_cancelsPreviews() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().slots().create(SHOP, SlotName.of("qa"));
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    Running one = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));
    assertThat(one.awaitPause()).isTrue();
    Running two = kit.slots().swaps().prepare(SwapRequest.of(SHOP, CANARY, SlotName.of("qa")));
    assertThat(two.awaitPause()).isTrue();

    assertThat(delete()).isInstanceOf(Outcome.Completed.class);

    for (Running preview : List.of(one, two)) {
      assertThat(preview.await())
          .isInstanceOfSatisfying(
              Outcome.Reverted.class, it -> assertThat(it.reason()).contains("cancelled"));
    }
    assertGone();
    assertThat(kit.platform().running()).isEmpty();
  }

  @Test
  @DisplayName("S1.7 not while an operation is under way")
  void delete_duringASwap_isAConflict() {
    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, this::begin);
    Untouched.conflict(kit, running, () -> kit.slots().apps().delete(SHOP));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.7 nothing is done to an app that is being deleted")
  void changes_duringADeletion_areConflicts() {
    staging.forEach(id -> kit.router().inFlight(id, 1));
    Running deletion = begin();
    kit.time().advance(Duration.ofSeconds(5));
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, this::begin);
    Untouched.conflict(kit, running, shop::begin);
    Untouched.conflict(kit, running, () -> kit.slots().slots().create(SHOP, CANARY));
    Untouched.conflict(
        kit, running, () -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")));

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
  }

  // ---- what goes wrong

  @Test
  @DisplayName("S1.6 a router that refuses: the app is as it was")
  void delete_routerRefuses_isReverted() {
    App before = shop.app();
    kit.router().refuse("read-only");

    assertThat(delete())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("read-only"));

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.slots().operations().history(SHOP, 1).get(0).kind())
        .isEqualTo(OperationKind.APP_DELETION);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(production);
    assertThat(shop.calls(Decommission.class)).isEmpty();
    kit.router().accept();
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(delete()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.6 a router that never confirms: the routes are as they were")
  void delete_routerNeverConfirms_isReverted() {
    App before = shop.app();
    kit.faults().on(Shop.of(PublishRoutes.class)).times(5).failBefore("connection lost");
    kit.faults().on(Shop.of(PublishRoutes.class)).times(1).failAfter("connection lost");
    kit.faults()
        .on(Shop.of(io.slots.effect.ReadRoutes.class))
        .times(5)
        .failBefore("connection lost");

    assertThat(delete()).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(production);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(staging);
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.6 an instance that cannot be ended is told by name; the app is gone")
  void delete_instanceCannotBeEnded_isTold() {
    kit.faults().on(Shop.of(Decommission.class, production.get(1))).failBefore("permission denied");

    assertThat(delete())
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).containsExactly(production.get(1));
              assertThat(it.reason()).contains("permission denied");
            });

    assertGone();
    assertThat(kit.platform().running().keySet()).containsExactly(production.get(1));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FAIL_BEFORE", "FAIL_AFTER", "THROW", "HANG", "HANG_AFTER"},
      mode = EnumSource.Mode.INCLUDE)
  @DisplayName("S9.6 the last write, whose answer is lost or which fails, is made once")
  void delete_lastWriteGoesWrong_isGone(FaultyStore.Fault fault) {
    kit.storeFaults().failNone();
    SlotsTestKit undisturbed = SlotsTestKit.create();
    Shop other = Shop.sticky(undisturbed, 2);
    undisturbed.storeFaults().failNone();
    undisturbed.slots().apps().deleteWithSlots(other.app().name()).await();
    kit.storeFaults().failWrite(undisturbed.storeFaults().writes() - 1, fault);

    assertThat(delete()).isInstanceOf(Outcome.Completed.class);

    assertGone();
    assertThat(kit.platform().running()).isEmpty();
  }

  @Test
  @DisplayName("S9.6 the same where somebody makes a new app of that name before that is found out")
  void delete_answerLostAndMadeAnew_isDone() {
    kit.faults().on(Shop.of(Decommission.class)).take(Duration.ofSeconds(1));
    Running deletion = begin();
    kit.time().runUntil(() -> !shop.calls(Decommission.class).isEmpty());
    kit.storeFaults().failWrite(0, FaultyStore.Fault.FAIL_AFTER);
    kit.time().runUntil(() -> kit.slots().apps().find(SHOP).isEmpty());

    kit.slots().apps().create(App.of(SHOP, Plan.premium(1)));

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v9")).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.app().slots()).containsOnlyKeys(PRODUCTION);
  }

  @Test
  @DisplayName("S4.9 a slot whose time to be kept warm is over meanwhile is not settled any more")
  void delete_keptWarmSlot_isNotSettled() {
    assertThat(shop.swap(limits -> limits.keepWarm(Duration.ofSeconds(20))))
        .isInstanceOf(Outcome.Completed.class);
    kit.forgetCalls();
    production.forEach(id -> kit.router().inFlight(id, 1));

    assertThat(delete()).isInstanceOf(Outcome.Completed.class);
    kit.time().advance(Duration.ofHours(1));

    assertThat(shop.calls(Restart.class)).isEmpty();
    assertThat(shop.calls(PublishRoutes.class)).hasSize(1);
    assertThat(kit.events())
        .filteredOn(SlotsEvent.OperationStarted.class::isInstance)
        .extracting(it -> ((SlotsEvent.OperationStarted) it).kind())
        .doesNotContain(OperationKind.SETTLING);
    assertGone();
  }

  // ---- again

  @Test
  @DisplayName("S9.4 an app of an old name goes on where the old one ended with its tokens")
  void create_again_works() {
    long last = kit.time().await(kit.store().lastFencingToken(SHOP));
    delete();
    long ended = kit.time().await(kit.store().lastFencingToken(SHOP));
    assertThat(ended).isGreaterThan(last);

    App again = kit.slots().apps().create(App.of(SHOP, Plan.premium(1)));
    kit.slots().slots().create(SHOP, STAGING);

    assertThat(again.production().settings().isEmpty()).isTrue();
    assertThat(again.stickyNames().keys()).isEmpty();
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      assertThat(kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await())
          .isInstanceOf(Outcome.Completed.class);
    }
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.calls().get(kit.calls().size() - 1).call().fencingToken()).isGreaterThan(ended);
    assertThat(shop.ids(PRODUCTION)).doesNotContainAnyElementsOf(staging);
    assertThat(delete()).isInstanceOf(Outcome.Completed.class);
  }
}
