package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Effect;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.ShowToken;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.spi.Call;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S9.4: whoever takes an operation over shows its fencing token to every part first. */
class TakeChargeTest {
  /** Router, platform, function keys. */
  private static final int PARTS = 3;

  private final SlotsTestKit kit = SlotsTestKit.shared(builder -> builder);
  private final Slots first = kit.slots();

  TakeChargeTest() {
    Shop.sticky(kit, 2);
  }

  private Operation operation() {
    return kit.store().find(SHOP).toCompletableFuture().join().orElseThrow().operation().get();
  }

  private Running swapUntilAt(StepName step) {
    Running swap = first.swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().runUntil(() -> operation().position().step() == step);
    return swap;
  }

  private List<RecordedCall> callsWith(OperationId id, long token) {
    return kit.calls().stream()
        .filter(it -> it.call().operation().equals(id) && it.call().fencingToken() == token)
        .toList();
  }

  private boolean isTakenOver(Running swap, long token) {
    return !callsWith(swap.id(), token + 1).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = StepName.class,
      names = {"APPLY_SETTINGS", "WARM_UP", "UPDATE_ROUTING", "REPEAT_FOR_SOURCE"})
  @DisplayName("S9.4 the successor's first calls show its token to router, platform and keys")
  void successor_showsItsTokenFirst(StepName step) {
    Slots second = kit.anotherEngine();
    Running swap = swapUntilAt(step);
    long token = operation().fencingToken();
    kit.die(1);

    second.operations().follow(SHOP, swap.id()).await();

    assertThat(callsWith(swap.id(), token + 1)).hasSizeGreaterThan(PARTS);
    assertThat(callsWith(swap.id(), token + 1).subList(0, PARTS))
        .extracting(RecordedCall::effect)
        .allMatch(ShowToken.class::isInstance);
    assertThat(callsWith(swap.id(), token + 1).stream().skip(PARTS))
        .extracting(RecordedCall::effect)
        .noneMatch(ShowToken.class::isInstance);
  }

  @Test
  @DisplayName("S9.4 what was sent before the take-over and arrives after it is refused everywhere")
  void lateCall_isRefused_thoughItsPartWasNotCalledYet() {
    kit.anotherEngine();
    Running swap = swapUntilAt(StepName.WARM_UP);
    long token = operation().fencingToken();
    RecordedCall sent =
        callsWith(swap.id(), token).stream()
            .filter(it -> it.effect() instanceof Restart)
            .findFirst()
            .orElseThrow();
    kit.die(1);
    kit.time().runUntil(() -> callsWith(swap.id(), token + 1).size() > PARTS);

    assertThatThrownBy(() -> kit.platform().restart((Restart) sent.effect(), sent.call()))
        .hasMessageContaining("fencing token " + token + " is older");
    CompletableFuture<RoutesAnswer> published =
        kit.router()
            .publish(kit.router().table(SHOP).orElseThrow(), new Call(swap.id(), 1, token))
            .toCompletableFuture();
    kit.time().advance(Duration.ofSeconds(1));
    assertThat(published.join()).isInstanceOf(RoutesAnswer.Refused.class);
  }

  @Test
  @DisplayName("S9.4 while a part cannot be told, nothing is done, and it is told why (S8.2)")
  void partThatCannotBeTold_isAskedUntilItCan() {
    kit.faults().on(TakeChargeTest::showsToken).times(5).fail("the platform is away");
    Slots second = kit.anotherEngine();
    Running swap = swapUntilAt(StepName.WARM_UP);
    long token = operation().fencingToken();
    kit.die(1);
    kit.time().runUntil(() -> isTakenOver(swap, token));
    kit.time().advance(Duration.ofSeconds(1));

    assertThat(second.operations().waits(SHOP))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.what())
                    .contains("every part to know the new fencing token", "is away"));
    assertThat(callsWith(swap.id(), token + 1))
        .extracting(RecordedCall::effect)
        .allMatch(ShowToken.class::isInstance);

    assertThat(second.operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S9.4 a part that never answers is given up on, and asked again")
  void partThatHangs_isAskedAgain() {
    kit.faults().on(TakeChargeTest::showsToken).times(1).hang();
    Slots second = kit.anotherEngine();
    Running swap = swapUntilAt(StepName.WARM_UP);
    kit.die(1);

    assertThat(second.operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S9.4 a newer token that a part was shown makes it fail for an older one")
  void fence_olderToken_fails() {
    swapUntilAt(StepName.WARM_UP);
    Call call = new Call(operation().id(), 1, operation().fencingToken() - 1);

    for (var part : List.of(kit.platform(), kit.router())) {
      CompletableFuture<?> shown = part.fence(SHOP, call).toCompletableFuture();
      kit.time().advance(Duration.ofSeconds(1));
      assertThatThrownBy(shown::join)
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("is older");
    }
  }

  @Test
  @DisplayName("S9.4 an operation that nobody has taken over shows no token")
  void undisturbed_showsNone() {
    first.swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

    assertThat(kit.calls())
        .extracting(RecordedCall::effect)
        .noneMatch(ShowToken.class::isInstance)
        .anyMatch(PublishRoutes.class::isInstance);
  }

  private static boolean showsToken(Effect effect) {
    return effect instanceof ShowToken;
  }
}
