package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Apps;
import io.slots.core.Operations;
import io.slots.core.SlotEditor;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Null is refused where it comes in, by the name of the parameter, and nothing is done. */
class NullsTest {
  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(App.class, App.of(SHOP, Plan.premium(1))),
          Map.entry(AppName.class, SHOP),
          Map.entry(SlotName.class, STAGING),
          Map.entry(Plan.class, Plan.premium(1)),
          Map.entry(int.class, 1),
          Map.entry(Cloning.class, Cloning.of(STAGING)),
          Map.entry(Content.class, Content.of("v1")),
          Map.entry(List.class, List.of()),
          Map.entry(Optional.class, Optional.empty()),
          Map.entry(SettingsChange.class, SettingsChange.builder().build()),
          Map.entry(OperationId.class, OperationId.of("op-1")),
          Map.entry(RequestId.class, RequestId.of("mine")),
          Map.entry(SwapRequest.class, SwapRequest.of(SHOP, STAGING)),
          Map.entry(DeploymentRequest.class, DeploymentRequest.of(SHOP, STAGING, Content.of("v1"))),
          Map.entry(VersionRequest.class, VersionRequest.of(SHOP, "v1")));

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final List<String> tried = new ArrayList<>();

  @Test
  @DisplayName("every parameter of every method of Apps, SlotEditor, SwapEngine and Operations")
  void everyParameter_refusesNull() {
    Slots slots = kit.slots();

    tryAll(Apps.class, slots.apps());
    tryAll(SlotEditor.class, slots.slots());
    tryAll(SwapEngine.class, slots.swaps());
    tryAll(Operations.class, slots.operations());

    assertThat(tried).hasSizeGreaterThan(60);
    assertThat(kit.calls()).isEmpty();
    assertThat(slots.apps().list()).isEmpty();
  }

  private void tryAll(Class<?> type, Object target) {
    for (Method method : type.getMethods()) {
      for (int i = 0; i < method.getParameterCount(); i++) {
        if (!method.getParameterTypes()[i].isPrimitive()) {
          tryNull(method, target, i);
        }
      }
    }
  }

  private void tryNull(Method method, Object target, int index) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(SAMPLES::get).toArray(Object[]::new);
    assertThat(arguments).as(method.toString()).doesNotContainNull();
    arguments[index] = null;
    String name = method.getParameters()[index].getName();
    tried.add(method.getName() + " " + name);

    assertThatThrownBy(() -> method.invoke(target, arguments))
        .as("%s of %s", name, method)
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(NullPointerException.class)
        .hasMessage(name);
  }
}
