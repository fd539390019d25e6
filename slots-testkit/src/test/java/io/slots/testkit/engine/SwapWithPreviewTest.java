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
import io.slots.core.Running;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2: a swap with preview is prepared and pauses. Who may prepare one, and what is told. */
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
              assertThat(it.holder().name()).isEqualTo("engine-1");
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
        .failBefore("out of memory");

    Running swap = shop.prepare();

    assertThat(swap.awaitPause()).isFalse();
    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("out of memory"));
    assertThat(shop.app()).isEqualTo(before);
    assertThat(shop.paused()).isEmpty();
  }

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
    assertThat(shop.swaps()).hasSize(1);
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
  @DisplayName("S5.1 the dry run of a swap tells that a pending preview is in the way")
  void dryRun_tellsThePendingPreview() {
    Running swap = shop.pending();

    assertThat(kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).refusals())
        .singleElement()
        .satisfies(it -> assertThat(it.sentence()).contains(swap.id().value()));
  }

  private Stream<DynamicTest> eachSlot(Consumer<SlotName> test) {
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

  private static Map<String, String> appSettings(Settings settings) {
    return settings.all().stream()
        .collect(Collectors.toMap(it -> it.name().spelling(), it -> it.value()));
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
