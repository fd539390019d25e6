package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.StoreException;
import io.slots.testkit.FaultyStore.Fault;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S9: a store that refuses, hangs, answers slowly, or loses its answers. */
class StoreFaultsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAIL_BEFORE", "FAIL_AFTER", "THROW", "HANG", "HANG_AFTER", "OVERTAKEN"})
  @DisplayName("S9.6 the write that starts a swap goes wrong once: it starts, once")
  void start_writeGoesWrong_startsOnce(Fault fault) {
    kit.storeFaults().failWrite(0, fault);
    kit.storeFaults()
        .othersEdit(
            app -> app.withSettings(STAGING, SettingsChange.set(Setting.of("EDITED", "yes"))));

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(swaps()).hasSize(1);
    if (fault == Fault.OVERTAKEN) {
      assertThat(shop.app().production().settings().appSetting("EDITED")).contains("yes");
    }
  }

  @Test
  @DisplayName("S9.6 a store that refuses every write: the caller is told, and nothing is held")
  void start_storeDown_isToldAndHoldsNothing() {
    kit.storeFaults().goDown();

    assertThatThrownBy(shop::swap).isInstanceOf(StoreException.class);

    kit.storeFaults().comeUp();
    kit.time().advance(Duration.ofHours(1));
    assertThat(kit.slots().swaps().current(SHOP)).isEmpty();
    assertThat(kit.calls()).isEmpty();
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S9.6 a start whose outcome the store never tells is driven once it is known")
  void start_writtenAndThenTheStoreIsGone_isDrivenLater() {
    kit.storeFaults().failWrite(0, Fault.FAIL_AFTER_AND_OVERTAKEN);
    kit.storeFaults()
        .othersEdit(
            app -> {
              kit.storeFaults().goDown();
              return app;
            });

    assertThatThrownBy(shop::swap).isInstanceOf(StoreException.class);
    kit.time().advance(Duration.ofMinutes(10));
    kit.storeFaults().comeUp();
    assertThat(kit.slots().swaps().current(SHOP)).isPresent();

    kit.time().runUntil(() -> kit.slots().swaps().current(SHOP).isEmpty());
    assertThat(swaps())
        .singleElement()
        .satisfies(it -> assertThat(Outcome.of(it)).isInstanceOf(Outcome.Completed.class));
  }

  @Test
  @DisplayName("S8.3 a request that is repeated because its answer was lost starts no second swap")
  void requestId_afterALostAnswer_isTheSameSwap() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .requestId(RequestId.of("release-7"))
            .build();
    kit.storeFaults().failWrite(0, Fault.FAIL_AFTER_AND_OVERTAKEN);
    kit.storeFaults()
        .othersEdit(
            app -> {
              kit.storeFaults().goDown();
              return app;
            });
    assertThatThrownBy(() -> kit.slots().swaps().swap(request)).isInstanceOf(StoreException.class);
    kit.storeFaults().comeUp();

    Running again = kit.slots().swaps().swap(request);
    Running andAgain = kit.slots().swaps().swap(request);

    assertThat(andAgain.id()).isEqualTo(again.id());
    assertThat(again.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().swaps().swap(request).id()).isEqualTo(again.id());
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S8.3 the same id after a crash is the swap that the next engine reverted")
  void requestId_afterACrash_isTheSameSwap() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .requestId(RequestId.of("release-8"))
            .build();
    Running first = kit.slots().swaps().swap(request);
    kit.time().advance(Duration.ofMillis(500));
    kit.crashAndRestartEngine();

    Running second = kit.slots().swaps().swap(request);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.slots().swaps().swap(request).await()).isEqualTo(second.await());
  }

  @TestFactory
  @DisplayName(
      "S5.3 a cancellation at any time, with a store that takes its time, is in time or not")
  Stream<DynamicTest> cancel_atAnyTime_slowStore() {
    return IntStream.range(0, 60)
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    "after " + i * 50 + " ms", () -> cancelAfter(Duration.ofMillis(i * 50L))));
  }

  private static void cancelAfter(Duration time) {
    SlotsTestKit slow = SlotsTestKit.create();
    Shop other = Shop.sticky(slow, 2);
    var before = other.app();
    new Watch(
        slow,
        2,
        Map.of("v1", io.slots.settings.Settings.none(), "v2", other.app().production().settings()),
        Set.of("/"));
    slow.storeFaults().takes(Duration.ofMillis(130));
    Running swap = other.begin();
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    slow.time().advance(time);

    cancelled.complete(slow.slots().swaps().cancel(swap.id()));

    Outcome outcome = swap.await();
    slow.storeFaults().takes(Duration.ZERO);
    if (cancelled.join()) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Reverted.class, it -> assertThat(it.reason()).contains("cancelled"));
      assertThat(other.app()).isEqualTo(before);
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    }
    assertThat(slow.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(other.ids(PRODUCTION));
  }

  @Test
  @DisplayName("S9 an engine that is closed during a write does nothing more")
  void close_duringAWrite_isTheEnd() {
    kit.storeFaults().takes(Duration.ofSeconds(5));
    Running swap = shop.begin();
    kit.time().advance(Duration.ofSeconds(3));
    int calls = kit.calls().size();

    kit.slots().close();
    kit.time().advance(Duration.ofHours(1));

    assertThatThrownBy(swap::await).isInstanceOf(EngineStoppedException.class);
    assertThat(kit.calls()).hasSize(calls);
    assertThatThrownBy(shop::begin)
        .isInstanceOf(EngineStoppedException.class)
        .hasMessageContaining("nothing was started");
  }

  @Test
  @DisplayName(
      "S9.3 an engine that cannot take over what it finds is not built, and drives nothing")
  void build_storeFails_drivesNothing() {
    assertThat(shop.begin()).isNotNull();
    kit.time().advance(Duration.ofMillis(500));
    kit.storeFaults().goDown();
    assertThatThrownBy(kit::crashAndRestartEngine).isInstanceOf(StoreException.class);
    int calls = kit.calls().size();
    kit.storeFaults().comeUp();

    kit.time().advance(Duration.ofHours(1));
    assertThat(kit.calls()).hasSize(calls);

    kit.crashAndRestartEngine();
    kit.time().runUntil(() -> kit.slots().swaps().current(SHOP).isEmpty());
    assertThat(swaps())
        .singleElement()
        .satisfies(it -> assertThat(Outcome.of(it)).isInstanceOf(Outcome.Reverted.class));
  }

  private List<EndedOperation> swaps() {
    return kit.slots().swaps().history(SHOP, 100).stream()
        .filter(it -> it.description().startsWith("swap"))
        .toList();
  }
}
