package io.slots.testkit.property;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.ReadRoutes;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepTime;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** S5.1 for any app. */
class PreviewPropertyTest {
  private static final int MOST_DEEDS = 12;

  @Property(tries = 200)
  @Label("S5.1 a preview touches nothing, and an undisturbed swap does exactly what it listed")
  void preview_isKept(@ForAll("shops") AnyShop shop) {
    SlotsTestKit kit = shop.open();
    assertIsKept(kit, shop.request(), preview(kit, shop.request()));
  }

  @Property(tries = 100)
  @Label("S5.1 it does what was listed, whatever has been done to the app before")
  void preview_afterAnyLife_isKept(
      @ForAll("deeds") List<Deed> deeds, @ForAll("requests") SwapRequest request) {
    Life life = new Life();
    life.live(deeds);
    life.awaitIdle();
    SlotsTestKit kit = life.kit();
    kit.forgetCalls();
    SwapPreview preview = preview(kit, request);
    if (preview.refusals().isEmpty()) {
      assertIsKept(kit, request, preview);
    } else {
      assertThatThrownBy(() -> kit.slots().swaps().swap(request))
          .isInstanceOfSatisfying(
              RefusedException.class, it -> assertThat(preview.refusals()).contains(it.refusal()));
    }
  }

  private static SwapPreview preview(SlotsTestKit kit, SwapRequest request) {
    var record = kit.time().await(kit.store().find(SHOP));
    SwapPreview preview = kit.slots().swaps().preview(request);
    assertThat(kit.calls()).isEmpty();
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);
    return preview;
  }

  private static void assertIsKept(SlotsTestKit kit, SwapRequest request, SwapPreview preview) {
    assertThat(preview.refusals()).isEmpty();

    Outcome outcome = kit.slots().swaps().swap(request).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps().stream().map(StepTime::step))
        .containsExactlyElementsOf(preview.steps().stream().map(PlannedStep::step).toList());
    List<Effect> listed =
        preview.steps().stream().flatMap(step -> step.effects().stream()).toList();
    List<Effect> done =
        kit.calls().stream()
            .filter(call -> isOf(call, outcome.report().id()))
            .map(RecordedCall::effect)
            .toList();
    assertSame(byInstance(done), byInstance(listed));
    App after = kit.slots().apps().get(SHOP);
    assertThat(after.slot(request.target()).settings())
        .isEqualTo(preview.settings().orElseThrow().targetAfter());
    assertThat(after.slot(request.source()).settings())
        .isEqualTo(preview.settings().orElseThrow().sourceAfter());
  }

  /** Only what differs is worth being told. */
  private static void assertSame(Map<String, List<Effect>> done, Map<String, List<Effect>> listed) {
    assertThat(done.keySet()).isEqualTo(listed.keySet());
    done.forEach(
        (whose, effects) ->
            assertThat(effects).as(whose).containsExactlyElementsOf(listed.get(whose)));
  }

  /** What comes after the swap may have begun when it ends; to read, nobody says for whom. */
  private static boolean isOf(RecordedCall call, OperationId operation) {
    return call.call().operation().equals(operation)
        || call.effect() instanceof CountInFlight
        || call.effect() instanceof ReadRoutes;
  }

  /** Instances are worked on at once; of each, and of the app as a whole, the order counts. */
  private static Map<String, List<Effect>> byInstance(List<Effect> effects) {
    Map<String, List<Effect>> byInstance = new HashMap<>();
    for (Effect effect : effects) {
      byInstance.merge(
          effect.instanceId().map(Object::toString).orElse("the app"),
          List.of(effect),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return byInstance;
  }

  @Provide
  Arbitrary<AnyShop> shops() {
    return AnyShop.any();
  }

  /** An instance that has died would disturb the swap. */
  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Deed.anyList(MOST_DEEDS)
        .map(deeds -> deeds.stream().filter(it -> it.kind() != Deed.Kind.INSTANCE_DIES).toList());
  }

  @Provide
  Arbitrary<SwapRequest> requests() {
    return Combinators.combine(
            Arbitraries.of(STAGING, Deed.CANARY, PRODUCTION),
            Arbitraries.of(PRODUCTION, Deed.CANARY, STAGING),
            Arbitraries.of(Duration.ofMinutes(10)).optional(0.3))
        .as(
            (source, target, keepWarm) ->
                SwapRequest.builder()
                    .app(SHOP)
                    .source(source)
                    .target(target)
                    .limits(Limits.builder().keepWarm(keepWarm).build())
                    .build());
  }
}
