package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Restart;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S1.7: while a swap runs, every change to either of its slots is refused, and says why. */
class ConflictsTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final List<StepName> STEPS =
      List.of(
          StepName.APPLY_SETTINGS,
          StepName.AWAIT_INSTANCES,
          StepName.WARM_UP,
          StepName.UPDATE_ROUTING,
          StepName.DRAIN_FORMER_TARGET,
          StepName.REPEAT_FOR_SOURCE);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 1);

  static List<String> methods() {
    return List.copyOf(Requests.methods());
  }

  @Test
  @DisplayName("S1.7 every method that changes something is looked at")
  void requests_areAll() {
    assertThat(Requests.of(kit.slots(), SHOP, STAGING, PRODUCTION, OperationId.of("op")).keySet())
        .isEqualTo(Requests.methods());
  }

  @ParameterizedTest
  @MethodSource("methods")
  @DisplayName("S1.7 each is refused in every step of a swap, for its source and for its target")
  void method_whileASwapRuns_isAConflict(String method) {
    Running swap = shop.begin();
    ThrowingCallable ofSource = request(method, STAGING, PRODUCTION, swap.id());
    ThrowingCallable ofTarget = request(method, PRODUCTION, STAGING, swap.id());
    for (StepName step : STEPS) {
      kit.time().runUntil(() -> isAt(step));
      Operation running = kit.slots().operations().current(SHOP).orElseThrow();

      Untouched.conflict(kit, running, ofSource);
      Untouched.conflict(kit, running, ofTarget);
    }
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @MethodSource("methods")
  @DisplayName("S1.7 and while a swap is being reverted")
  void method_whileASwapIsReverted_isAConflict(String method) {
    kit.faults().on(Shop.of(Restart.class)).times(1).failBefore("disk full");
    Running swap = shop.begin();
    kit.time()
        .runUntil(
            () ->
                kit.slots().operations().current(SHOP).filter(Operation::isGoingBack).isPresent());
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    assertThat(running.state()).startsWith("reverting");
    Untouched.conflict(kit, running, request(method, STAGING, PRODUCTION, swap.id()));
    Untouched.conflict(kit, running, request(method, PRODUCTION, STAGING, swap.id()));

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
  }

  private ThrowingCallable request(String method, SlotName slot, SlotName other, OperationId swap) {
    Map<String, ThrowingCallable> requests = Requests.of(kit.slots(), SHOP, slot, other, swap);
    ThrowingCallable request = requests.get(method);
    assertThat(request).as(method).isNotNull();
    return request == null ? () -> {} : request;
  }

  private boolean isAt(StepName step) {
    return kit.slots()
        .operations()
        .current(SHOP)
        .filter(it -> it.position().step() == step)
        .isPresent();
  }

  @Test
  @DisplayName("S1.7 S3.1 a mark is of every slot: it is refused in any while a swap runs")
  void marks_whileASwapRuns_areConflicts() {
    SettingKey db = SettingKey.appSetting("DB");
    SettingKey color = SettingKey.appSetting("COLOR");
    kit.slots().slots().create(SHOP, CANARY);
    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    for (SettingsChange.Builder change :
        List.of(SettingsChange.builder().addMark(color), SettingsChange.builder().addUnmark(db))) {
      Untouched.conflict(
          kit, running, () -> kit.slots().slots().configure(SHOP, CANARY, change.build()));
    }
    kit.slots().slots().configure(SHOP, CANARY, SettingsChange.builder().addMark(db).build());
    shop.set(CANARY, "COLOR", "green");

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.app().slot(CANARY).settings().appSetting("COLOR")).contains("green");
    assertThat(kit.slots().swaps().rollback(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);
  }
}
