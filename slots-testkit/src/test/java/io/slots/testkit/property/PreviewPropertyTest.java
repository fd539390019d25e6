package io.slots.testkit.property;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.effect.Effect;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepTime;
import io.slots.operation.SwapPreview;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** S5.1 for any app. */
class PreviewPropertyTest {
  @Property(tries = 400)
  @Label("S5.1 a preview touches nothing, and an undisturbed swap does exactly what it listed")
  void preview_isKept(@ForAll("shops") AnyShop shop) {
    SlotsTestKit kit = shop.open();
    var record = kit.time().await(kit.store().find(SHOP));
    SwapPreview preview = kit.slots().swaps().preview(shop.request());
    assertThat(preview.refusals()).isEmpty();
    assertThat(kit.calls()).isEmpty();
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);

    Outcome outcome = kit.slots().swaps().swap(shop.request()).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps().stream().map(StepTime::step))
        .containsExactlyElementsOf(preview.steps().stream().map(PlannedStep::step).toList());
    List<Effect> listed =
        preview.steps().stream().flatMap(step -> step.effects().stream()).toList();
    List<Effect> done = kit.calls().stream().map(RecordedCall::effect).toList();
    assertThat(byInstance(done)).isEqualTo(byInstance(listed));
    App after = kit.slots().apps().get(SHOP);
    assertThat(after.slot(shop.pair().target()).settings())
        .isEqualTo(preview.settings().orElseThrow().targetAfter());
    assertThat(after.slot(shop.pair().source()).settings())
        .isEqualTo(preview.settings().orElseThrow().sourceAfter());
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
}
