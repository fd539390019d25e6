package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2: a swap in phases. It is prepared and pauses; then it is completed, or cancelled. */
class SwapWithPreviewTest {
  private SlotsTestKit kit = SlotsTestKit.create();
  private Shop shop = Shop.varied(kit, 2);
  private App before = shop.app();

  @BeforeEach
  void setUp() {
    kit = SlotsTestKit.create();
    shop = Shop.varied(kit, 2);
    before = shop.app();
  }

  // ---- the pause

  @Test
  @DisplayName("S5.2 prepared, the swap pauses, and is listed with its holder and since when")
  void prepare_pauses() {
    Running swap = shop.prepare();

    assertThat(swap.awaitPause()).isTrue();

    assertThat(shop.current()).isEmpty();
    assertThat(shop.paused())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(swap.id());
              assertThat(it.state()).isEqualTo("paused");
              assertThat(it.holder()).isEqualTo("engine-1");
              assertThat(it.position().since()).isEqualTo(kit.time().now());
              assertThat(it.startedAt()).isBefore(it.position().since());
              assertThat(it.expiresAt()).isEmpty();
            });
    assertThat(swap.outcome().toCompletableFuture()).isNotDone();
  }

  @Test
  @DisplayName("S3.4 during a preview the source runs with free(S) and sticky(T)")
  void preview_sourceRunsWithTheTargetsStickySettings() {
    shop.pending();

    for (InstanceId id : shop.ids(STAGING)) {
      var running = kit.platform().running(id).orElseThrow();
      assertThat(appSettings(running.settings()))
          .isEqualTo(
              Map.of(
                  "DB", "production-db",
                  "STICKY_OF_production", "sticky",
                  "COLOR", "of-staging",
                  "FREE_OF_staging", "free"));
      assertThat(running.content().version()).isEqualTo("v2");
    }
    assertThat(shop.app().slot(STAGING).settings()).isEqualTo(before.slot(STAGING).settings());
  }

  @Test
  @DisplayName("S5.2 the source can be tried on its own host name, wherever its instances moved")
  void preview_sourceAnswersOnItsOwnHost() {
    kit.platform().restartsMove();

    shop.pending();

    var table = kit.router().published().get(kit.router().published().size() - 1);
    var route = table.route(STAGING).orElseThrow();
    assertThat(route.host().value()).isEqualTo("shop-staging.localhost");
    assertThat(route.content()).contains(before.slot(STAGING).deployed().get().content().id());
    assertThat(route.instances())
        .isEqualTo(shop.app().slot(STAGING).deployed().get().instances())
        .isNotEqualTo(before.slot(STAGING).deployed().get().instances())
        .allSatisfy(
            it ->
                assertThat(kit.platform().running(it.id()).orElseThrow().instance()).isEqualTo(it));
    assertThat(table.route(PRODUCTION).orElseThrow().instances())
        .isEqualTo(before.production().deployed().orElseThrow().instances());
  }

  @Test
  @DisplayName("S4.7 during a preview the target is untouched")
  void preview_targetIsUntouched() {
    List<InstanceId> serving = shop.ids(PRODUCTION);
    int published = kit.router().published().size();

    shop.prepare().awaitPause();
    kit.time().advance(Duration.ofDays(2));

    assertThat(kit.calls())
        .isNotEmpty()
        .noneMatch(it -> it.effect().instanceId().filter(serving::contains).isPresent());
    assertThat(kit.router().published()).hasSize(published);
    assertThat(shop.app().production()).isEqualTo(before.production());
  }

  @Test
  @DisplayName("S5.2 a pending preview without an expiry waits for ever")
  void preview_withoutExpiry_waitsForEver() {
    Running swap = shop.pending();

    kit.time().advance(Duration.ofDays(3_650));

    assertThat(shop.paused()).extracting(it -> it.id()).containsExactly(swap.id());
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S5.2 a swap that fails while it is prepared is reverted and never pauses")
  void prepare_fails_isReverted() {
    kit.faults()
        .on(Shop.of(Restart.class, shop.ids(STAGING).get(1)))
        .times(1)
        .fail("out of memory");

    Running swap = shop.prepare();

    assertThat(swap.awaitPause()).isFalse();
    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("out of memory"));
    assertThat(shop.app()).isEqualTo(before);
    assertThat(shop.paused()).isEmpty();
  }

  // ---- completed

  @TestFactory
  @DisplayName("S5.2 completed, by either slot's name, it goes on without another restart")
  Stream<DynamicTest> complete_goesOn() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();
          List<InstanceId> incoming = shop.ids(STAGING);

          Running completed = kit.slots().swaps().complete(SHOP, slot);

          assertThat(completed.id()).isEqualTo(swap.id());
          assertThat(completed.await()).isInstanceOf(Outcome.Completed.class);
          assertThat(swap.await()).isEqualTo(completed.await());
          assertThat(steps(swap.await()))
              .containsExactly(
                  StepName.APPLY_SETTINGS,
                  StepName.AWAIT_INSTANCES,
                  StepName.AWAIT_DECISION,
                  StepName.RECHECK_INSTANCES,
                  StepName.WARM_UP,
                  StepName.UPDATE_ROUTING,
                  StepName.DRAIN_FORMER_TARGET,
                  StepName.REPEAT_FOR_SOURCE);
          assertThat(shop.calls(Restart.class))
              .isNotEmpty()
              .noneMatch(it -> incoming.contains(it.effect().instanceId().orElseThrow()));
          assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(incoming);
        });
  }

  @Test
  @DisplayName("S3.4 completed, it ends with the settings of any swap")
  void complete_settings() {
    shop.pending();

    kit.slots().swaps().complete(SHOP, STAGING).await();

    Map<String, String> production = appSettings(shop.app().production().settings());
    Map<String, String> staging = appSettings(shop.app().slot(STAGING).settings());
    assertThat(production)
        .isEqualTo(
            Map.of(
                "DB", "production-db",
                "STICKY_OF_production", "sticky",
                "COLOR", "of-staging",
                "FREE_OF_staging", "free"));
    assertThat(staging)
        .isEqualTo(
            Map.of(
                "DB", "staging-db",
                "STICKY_OF_staging", "sticky",
                "COLOR", "of-production",
                "FREE_OF_production", "free"));
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      for (InstanceId id : shop.ids(slot)) {
        assertThat(kit.platform().running(id).orElseThrow().settings())
            .isEqualTo(shop.app().slot(slot).settings());
      }
    }
  }

  @Test
  @DisplayName("S5.2 completed, it asks every instance again before anything else")
  void complete_rechecksEveryInstance() {
    shop.pending();
    List<InstanceId> incoming = shop.ids(STAGING);

    kit.slots().swaps().complete(SHOP, STAGING);
    shop.until(StepName.WARM_UP);

    List<RecordedCall> rechecks = kit.calls().subList(0, 2);
    assertThat(rechecks).allMatch(it -> it.effect() instanceof Probe);
    assertThat(rechecks)
        .extracting(it -> it.effect().instanceId().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(incoming);
  }

  @Test
  @DisplayName("S5.2 an instance that went bad in a long pause reverts it, exactly")
  void complete_instanceWentBad_isReverted() {
    shop.pending();
    kit.time().advance(Duration.ofDays(5));
    InstanceId bad = shop.ids(STAGING).get(1);
    kit.platform().kill(bad);

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains(bad + " was not available within 230 s"));
    assertPutBack();
  }

  @Test
  @DisplayName("S4.11 the overall limit counts anew from the completion")
  void complete_overallLimitCountsAnew() {
    kit.platform().restartTakes(Duration.ofMinutes(3));
    shop.pending(it -> it.overall(Duration.ofMinutes(4)));
    kit.time().advance(Duration.ofDays(3));
    kit.faults().on(Shop.of(Probe.class)).times(2).take(Duration.ofSeconds(80));

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.11 a swap that is not ready to switch in time after its completion is reverted")
  void complete_overallLimitReached_isReverted() {
    shop.pending(it -> it.overall(Duration.ofMinutes(2)));
    kit.time().advance(Duration.ofDays(3));
    kit.platform().kill(shop.ids(STAGING).get(0));
    var completed = kit.time().now();

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("not ready to switch within 120 s"));
    assertThat(Duration.between(completed, outcome.report().endedAt()))
        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(125));
    assertPutBack();
  }

  @TestFactory
  @DisplayName("S5.2 completed twice, meanwhile or afterwards, it is the same operation")
  Stream<DynamicTest> complete_again_isTheSameOperation() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();
          Running first = kit.slots().swaps().complete(SHOP, STAGING);
          Running meanwhile = kit.slots().swaps().complete(SHOP, slot);
          shop.until(StepName.WARM_UP);
          Running later = kit.slots().swaps().complete(SHOP, slot);
          Outcome outcome = first.await();
          Running afterwards = kit.slots().swaps().complete(SHOP, slot);

          assertThat(Stream.of(first, meanwhile, later, afterwards).map(Running::id))
              .containsOnly(swap.id());
          assertThat(outcome).isInstanceOf(Outcome.Completed.class);
          assertThat(Stream.of(meanwhile, later, afterwards).map(Running::await))
              .containsOnly(outcome);
          assertThat(swaps()).hasSize(1);
        });
  }

  @Test
  @DisplayName("S5.2 completed again while it is being reverted, it is the same operation")
  void complete_again_whileItIsReverted() {
    Running swap = shop.pending();
    kit.platform().kill(shop.ids(STAGING).get(0));
    kit.slots().swaps().complete(SHOP, STAGING);
    kit.time().runUntil(() -> shop.current().filter(it -> it.isGoingBack()).isPresent());

    assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
  }

  @Test
  @DisplayName("S5.2 with nothing pending, nothing can be completed")
  void complete_nothingPending_isRefused() {
    assertNothingToComplete();

    shop.swap();
    assertNothingToComplete();

    shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertNothingToComplete();
    kit.time().runUntil(() -> shop.current().isEmpty());
    assertNothingToComplete();
  }

  @Test
  @DisplayName("S5.2 a swap that is still being prepared cannot be completed yet")
  void complete_beforeThePause_isRefused() {
    Running swap = shop.prepare();
    shop.until(StepName.AWAIT_INSTANCES);

    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(swap.id().value())
        .hasMessageContaining("await instances");

    assertThat(swap.awaitPause()).isTrue();
  }

  private void assertNothingToComplete() {
    App app = shop.app();
    for (SlotName slot : List.of(STAGING, PRODUCTION)) {
      assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, slot))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("S5.2")
          .hasMessageContaining("pending");
    }
    assertThat(shop.app()).isEqualTo(app);
  }

  // ---- cancelled

  @TestFactory
  @DisplayName("S5.2 cancelled, by either slot's name, it puts the source back exactly")
  Stream<DynamicTest> cancel_putsBack() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();

          Cancellation cancelled = kit.slots().swaps().cancel(SHOP, slot);

          assertThat(cancelled)
              .isInstanceOfSatisfying(
                  Cancellation.Reverting.class,
                  it -> assertThat(it.operation().id()).isEqualTo(swap.id()));
          assertThat(swap.await())
              .isInstanceOfSatisfying(
                  Outcome.Reverted.class,
                  it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
          assertPutBack();
        });
  }

  @Test
  @DisplayName("S5.2 cancelled by its identity, it puts the source back exactly")
  void cancel_byIdentity_putsBack() {
    Running swap = shop.pending();

    assertThat(kit.slots().operations().cancel(SHOP, swap.id()).isUnderWay()).isTrue();

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S5.2 cancelled twice, it is the same operation; afterwards there is nothing to do")
  void cancel_again_isTheSameOperation() {
    Running swap = shop.pending();

    List<Cancellation> all =
        List.of(
            kit.slots().swaps().cancel(SHOP, STAGING),
            kit.slots().swaps().cancel(SHOP, PRODUCTION),
            kit.slots().operations().cancel(SHOP, swap.id()));

    assertThat(all)
        .allSatisfy(
            cancelled ->
                assertThat(cancelled)
                    .isInstanceOfSatisfying(
                        Cancellation.Reverting.class,
                        it -> {
                          assertThat(it.operation().id()).isEqualTo(swap.id());
                          assertThat(it.operation().await()).isEqualTo(swap.await());
                        }));
    assertPutBack();
    assertNothingToCancel();
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S5.2 cancel with nothing pending is a no-op")
  void cancel_nothingPending_doesNothing() {
    assertNothingToCancel();

    shop.swap();
    assertNothingToCancel();
  }

  private void assertNothingToCancel() {
    var record = kit.time().await(kit.store().find(SHOP));
    kit.forgetCalls();
    for (SlotName slot : List.of(STAGING, PRODUCTION)) {
      assertThat(kit.slots().swaps().cancel(SHOP, slot))
          .isInstanceOf(Cancellation.NothingToCancel.class);
    }
    kit.time().advance(Duration.ofHours(1));
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);
    assertThat(kit.calls()).isEmpty();
  }

  @TestFactory
  @DisplayName("S5.3 until the switch a swap with preview can be cancelled, afterwards not")
  Stream<DynamicTest> cancel_inEveryStep() {
    Set<StepName> tooLate =
        Set.of(StepName.UPDATE_ROUTING, StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE);
    return Stream.of(
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.RECHECK_INSTANCES,
            StepName.INITIALIZE_LOCAL_CACHE,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE)
        .map(
            step ->
                dynamicTest(
                    step.toString(),
                    () -> {
                      setUp();
                      shop.set(STAGING, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
                      kit.slots()
                          .slots()
                          .deploy(SHOP, STAGING, io.slots.app.Content.of("v2"))
                          .await();
                      before = shop.app();
                      kit.forgetCalls();
                      Running swap = shop.prepare();
                      if (step != StepName.APPLY_SETTINGS && step != StepName.AWAIT_INSTANCES) {
                        swap.awaitPause();
                        kit.slots().swaps().complete(SHOP, STAGING);
                      }
                      shop.until(step);

                      Cancellation cancelled = kit.slots().swaps().cancel(SHOP, PRODUCTION);

                      if (tooLate.contains(step)) {
                        assertThat(cancelled)
                            .isInstanceOfSatisfying(
                                Cancellation.TooLate.class,
                                it -> assertThat(it.operation().id()).isEqualTo(swap.id()));
                        assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
                      } else {
                        assertThat(cancelled).isInstanceOf(Cancellation.Reverting.class);
                        assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
                        assertPutBack();
                      }
                    }));
  }

  @Test
  @DisplayName("S5.2 after a cancelled preview the slots can be swapped")
  void cancel_thenSwap() {
    shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    kit.time().runUntil(() -> shop.current().isEmpty());

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.2 if putting back fails, the cancelled swap says which instances")
  void cancel_puttingBackFails_isReported() {
    Running swap = shop.pending();
    InstanceId bad = shop.ids(STAGING).get(1);
    kit.faults().on(Shop.of(Restart.class, bad)).fail("disk full");

    kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(bad));
    assertThat(shop.paused()).isEmpty();
    kit.faults().clear();
    kit.slots().slots().repair(SHOP, STAGING).await();
    assertPutBack();
  }

  // ---- where nothing is restarted

  @Test
  @DisplayName("S4.1 where the settings do not change, nothing is restarted, neither way")
  void prepare_withoutRestarts() {
    kit = SlotsTestKit.create();
    shop = new Shop(kit, 2);
    before = shop.app();
    Running first = shop.prepare();
    assertThat(first.awaitPause()).isTrue();
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertThat(first.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.app()).isEqualTo(before);

    Running second = shop.prepare();
    assertThat(second.awaitPause()).isTrue();
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(shop.calls(Restart.class)).isEmpty();
    assertThat(shop.calls(PublishRoutes.class)).hasSize(1);
  }

  // ---- refused

  @TestFactory
  @DisplayName("S5.2 refused where either slot has authentication enabled; a plain swap is not")
  Stream<DynamicTest> prepare_authenticationEnabled_isRefused() {
    return eachSlot(
        slot -> {
          authentication(slot, "enabled", "true");
          App app = shop.app();

          assertThatThrownBy(() -> shop.prepare())
              .isInstanceOf(RefusedException.class)
              .hasMessageContaining("S5.2")
              .hasMessageContaining("\"" + slot + "\" has authentication enabled");

          assertThat(shop.app()).isEqualTo(app);
          assertThat(shop.current()).isEmpty();
          assertThat(kit.calls()).isEmpty();
          assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
        });
  }

  @TestFactory
  @DisplayName("S5.2 authentication that is configured counts as enabled, unless it says it is not")
  Stream<DynamicTest> prepare_authenticationConfigured() {
    return eachSlot(
        slot -> {
          authentication(slot, "provider", "example");
          assertThatThrownBy(() -> shop.prepare()).isInstanceOf(RefusedException.class);

          authentication(slot, "Enabled", " False ");
          assertThat(shop.prepare().awaitPause()).isTrue();
        });
  }

  private void authentication(SlotName slot, String name, String value) {
    kit.slots()
        .slots()
        .configure(
            SHOP,
            slot,
            SettingsChange.set(Setting.of(SettingCategory.AUTHENTICATION, name, value)));
  }

  @Test
  @DisplayName("S4.8 refused where any swap would be")
  void prepare_whereASwapIsRefused_isRefused() {
    kit.slots().slots().stop(SHOP, PRODUCTION);

    assertThatThrownBy(() -> shop.prepare())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is stopped");
    assertThatThrownBy(() -> kit.slots().swaps().prepare(SwapRequest.of(SHOP, PRODUCTION)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the same slot");
    assertThat(shop.current()).isEmpty();
    assertThat(shop.paused()).isEmpty();
  }

  // ---- told

  @Test
  @DisplayName("S8.3 the same request id again returns the paused operation")
  void requestId_again_returnsThePausedOperation() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .requestId(RequestId.of("release 42"))
            .build();
    Running first = kit.slots().swaps().prepare(request);
    first.awaitPause();

    Running again = kit.slots().swaps().prepare(request);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.awaitPause()).isTrue();
    assertThat(shop.paused()).hasSize(1);
    kit.slots().swaps().complete(SHOP, STAGING).await();
    assertThat(kit.slots().swaps().prepare(request).await()).isEqualTo(first.await());
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S8.1 pause and completion are told, and every step that began ends")
  void events_ofACompletedSwap() {
    kit.events();
    Running swap = shop.pending(it -> it.previewExpiry(Duration.ofHours(2)));
    kit.time().advance(Duration.ofHours(1));
    kit.slots().swaps().complete(SHOP, STAGING).await();

    List<SlotsEvent> events =
        kit.events().stream().filter(it -> it.operation().equals(swap.id())).toList();
    SlotsEvent.OperationPaused paused = only(events, SlotsEvent.OperationPaused.class);
    assertThat(paused.expiresAt()).contains(paused.at().plus(Duration.ofHours(2)));
    SlotsEvent.OperationResumed resumed = only(events, SlotsEvent.OperationResumed.class);
    assertThat(resumed.decision()).isEqualTo(Decision.COMPLETE);
    assertThat(resumed.at()).isEqualTo(paused.at().plus(Duration.ofHours(1)));
    only(events, SlotsEvent.OperationStarted.class);
    only(events, SlotsEvent.OperationEnded.class);
    assertThat(of(events, SlotsEvent.StepEnded.class).map(it -> it.time().step()))
        .containsExactlyElementsOf(
            of(events, SlotsEvent.StepStarted.class).map(SlotsEvent.StepStarted::step).toList())
        .contains(StepName.AWAIT_DECISION);
    assertThat(events).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  @DisplayName("S8.1 a cancelled preview is told as one")
  void events_ofACancelledSwap() {
    Running swap = shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    swap.await();

    assertThat(only(kit.events(), SlotsEvent.OperationResumed.class).decision())
        .isEqualTo(Decision.CANCEL);
    assertThat(only(kit.events(), SlotsEvent.TurnedBack.class).reason())
        .isEqualTo("it was cancelled");
  }

  @Test
  @DisplayName("S5.1 the dry run of a swap tells that a pending preview is in the way")
  void dryRun_tellsThePendingPreview() {
    Running swap = shop.pending();

    assertThat(kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).refusals())
        .singleElement()
        .satisfies(it -> assertThat(it.sentence()).contains(swap.id().value()));
  }

  @Test
  @DisplayName(
      "S4.3, S4.4 what is warmed up after the pause are all the paths, by the settings then")
  void complete_warmsUp() {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.slots().slots().deploy(SHOP, STAGING, io.slots.app.Content.of("v2")).await();
    shop.pending();

    kit.slots().swaps().complete(SHOP, STAGING).await();

    for (InstanceId id : shop.ids(PRODUCTION)) {
      assertThat(kit.platform().answeredSinceStart(id)).contains("/warm");
    }
  }

  private void assertPutBack() {
    assertThat(shop.app()).isEqualTo(before);
    for (InstanceId id : shop.ids(STAGING)) {
      var running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings()).isEqualTo(before.slot(STAGING).settings());
      assertThat(running.slot()).isEqualTo(STAGING);
    }
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(shop.ids(STAGING));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
    List<InstanceId> serving = shop.ids(PRODUCTION);
    assertThat(kit.calls())
        .noneMatch(it -> it.effect().instanceId().filter(serving::contains).isPresent());
  }

  private Stream<DynamicTest> eachSlot(java.util.function.Consumer<SlotName> test) {
    return Stream.of(STAGING, PRODUCTION)
        .map(
            slot ->
                dynamicTest(
                    slot.toString(),
                    () -> {
                      setUp();
                      test.accept(slot);
                    }));
  }

  private List<EndedOperation> swaps() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .toList();
  }

  private static Map<String, String> appSettings(Settings settings) {
    return settings.all().stream()
        .collect(java.util.stream.Collectors.toMap(it -> it.name().spelling(), it -> it.value()));
  }

  private static List<StepName> steps(Outcome outcome) {
    return outcome.report().steps().stream().map(StepTime::step).toList();
  }

  private static <E> Stream<E> of(List<SlotsEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private static <E> E only(List<SlotsEvent> events, Class<E> type) {
    List<E> found = of(events, type).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
