package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.BETA;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2: a pending preview that nobody decides on cancels itself when its time is over. */
class PreviewExpiryTest {
  private static final Duration EXPIRY = Duration.ofHours(2);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();
  private final App before = shop.app();
  private final Running pending = shop.pending(it -> it.previewExpiry(EXPIRY));
  private final Instant expiresAt = kit.time().now().plus(EXPIRY);

  @Test
  @DisplayName("S5.2 it cancels itself at exactly its time, and tells why")
  void expiry_cancelsAtItsTime() {
    assertThat(shop.paused().get(0).expiresAt()).contains(expiresAt);
    kit.time().advance(EXPIRY.minusNanos(1));
    assertThat(shop.paused()).hasSize(1);
    assertThat(kit.calls()).isEmpty();

    kit.time().advance(Duration.ofNanos(1));

    assertThat(shop.paused()).isEmpty();
    assertThat(shop.current()).map(Operation::isGoingBack).contains(true);
    assertExpired(pending);
    assertThat(kit.events())
        .filteredOn(it -> it instanceof SlotsEvent.OperationResumed)
        .singleElement()
        .isEqualTo(new SlotsEvent.OperationResumed(pending.id(), SHOP, expiresAt, Decision.EXPIRE));
  }

  @Test
  @DisplayName("S5.2 once decided, nothing expires")
  void decided_doesNotExpire() {
    kit.time().advance(EXPIRY.minusSeconds(1));
    kit.faults().on(Shop.of(Probe.class)).times(2).take(Duration.ofSeconds(10));

    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);

    App after = shop.app();
    kit.time().advance(EXPIRY);
    assertThat(shop.app()).isEqualTo(after);
    assertThat(kit.slots().operations().history(SHOP, 1).get(0).id()).isEqualTo(pending.id());
  }

  @Test
  @DisplayName("S5.2 while another swap runs, it cancels itself right after that")
  void expiry_whileAnotherSwapRuns_isDoneAfterIt() {
    kit.time().advance(EXPIRY.minusMillis(500));
    Running other = kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY, BETA));
    kit.time().advance(Duration.ofMillis(600));
    assertThat(shop.current()).map(Operation::id).contains(other.id());
    assertThat(shop.paused()).hasSize(1);

    assertThat(other.await()).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.current()).map(Operation::id).contains(pending.id());
    assertExpired(pending);
  }

  @Test
  @DisplayName("S5.2 of two previews each expires in its time, and both if it is the same")
  void expiry_ofTwo() {
    kit.time().advance(Duration.ofMinutes(30));
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(CANARY)
            .target(BETA)
            .limits(limits(Duration.ofMinutes(30)))
            .build();
    Running second = kit.slots().swaps().prepare(request);
    second.awaitPause();
    Instant secondExpiresAt = kit.time().now().plus(Duration.ofMinutes(30));

    assertThat(second.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.time().now()).isBetween(secondExpiresAt, secondExpiresAt.plusSeconds(5));
    assertThat(shop.paused()).extracting(Operation::id).containsExactly(pending.id());

    Running third =
        kit.slots()
            .swaps()
            .prepare(
                SwapRequest.builder()
                    .from(request)
                    .limits(limits(Duration.between(kit.time().now(), expiresAt).minusSeconds(2)))
                    .build());
    third.awaitPause();
    kit.time().advance(Duration.between(kit.time().now(), expiresAt).plusSeconds(10));
    assertExpired(pending);
    assertThat(third.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.paused()).isEmpty();
  }

  private static Limits limits(Duration expiry) {
    return Limits.builder().previewExpiry(expiry).build();
  }

  @Test
  @DisplayName("S5.2 the next engine on the store has it expire in its time too")
  void expiry_afterACrash() {
    kit.time().advance(Duration.ofHours(1));
    kit.crashAndRestartEngine();
    kit.time().advance(Duration.between(kit.time().now(), expiresAt).minusNanos(1));
    assertThat(shop.paused()).hasSize(1);

    kit.time().advance(Duration.ofNanos(1));

    assertThat(shop.paused()).isEmpty();
    assertExpired(kit.slots().operations().follow(SHOP, pending.id()));
  }

  @Test
  @DisplayName("S9.4 of two engines on the store one cancels it")
  void expiry_twoEngines() {
    kit.anotherEngine();

    kit.time().advance(EXPIRY.plusMinutes(1));

    assertThat(shop.swaps()).extracting(it -> it.id()).containsExactly(pending.id());
    assertThat(shop.calls(Restart.class)).hasSize(2);
    assertThat(shop.app().slot(STAGING)).isEqualTo(before.slot(STAGING));
    assertThat(shop.current()).isEmpty();
  }

  @Test
  @DisplayName("S5.2 what expired while no engine lived is cancelled by the next at once")
  void expiry_whileNoEngineLived() {
    kit.slots().close();
    kit.time().advance(EXPIRY.plusDays(2));
    assertThat(kit.calls()).isEmpty();

    kit.crashAndRestartEngine();
    Running followed = kit.slots().operations().follow(SHOP, pending.id());
    kit.time().settle();
    kit.time().advance(Duration.ZERO);

    assertThat(shop.paused()).isEmpty();
    assertExpired(followed);
  }

  @Test
  @DisplayName("S5.2 what expired while no engine lived cannot be completed any more")
  void expiry_whileNoEngineLived_cannotBeCompleted() {
    kit.slots().close();
    kit.time().advance(EXPIRY);
    kit.crashAndRestartEngine();

    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(pending.id() + ") expired at " + expiresAt);

    assertExpired(kit.slots().operations().follow(SHOP, pending.id()));
  }

  @Test
  @DisplayName("S5.2 what expired while no engine lived waits for the swap that it left behind")
  void expiry_whileNoEngineLived_afterTheOtherSwap() {
    kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY, BETA));
    shop.until(StepName.REPEAT_FOR_SOURCE);
    kit.slots().close();
    kit.time().advance(EXPIRY.plusDays(2));

    kit.crashAndRestartEngine();

    assertExpired(kit.slots().operations().follow(SHOP, pending.id()));
    assertThat(shop.app().slot(BETA).deployed().orElseThrow().content().version())
        .isEqualTo("of-canary");
  }

  @TestFactory
  @DisplayName("S9 a write that goes wrong when it expires only delays it")
  Stream<DynamicTest> expiry_withEveryFaultOfTheStore() {
    return Stream.of(FaultyStore.Fault.values())
        .filter(it -> !it.name().startsWith("CRASH"))
        .map(
            fault ->
                dynamicTest(
                    fault.toString(),
                    () -> {
                      PreviewExpiryTest test = new PreviewExpiryTest();
                      test.kit.storeFaults().othersEdit(Shop::editBeta);
                      test.kit.storeFaults().failWrite(0, fault);
                      test.kit.time().advance(EXPIRY);
                      test.assertExpired(test.pending);
                    }));
  }

  @Test
  @DisplayName("S9 a store that is down when it expires only delays it")
  void expiry_whileTheStoreIsDown() {
    kit.storeFaults().goDown();
    kit.time().advance(EXPIRY.plusHours(3));
    kit.storeFaults().comeUp();

    assertExpired(pending);
  }

  private void assertExpired(Running swap) {
    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).isEqualTo("nobody completed it within 2 h"));
    assertThat(shop.app().slot(STAGING)).isEqualTo(before.slot(STAGING));
    assertThat(shop.app().production()).isEqualTo(before.production());
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(shop.ids(STAGING));
    assertThat(List.copyOf(shop.paused())).extracting(Operation::id).doesNotContain(swap.id());
  }
}
