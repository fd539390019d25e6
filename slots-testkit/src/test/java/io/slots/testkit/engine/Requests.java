package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Apps;
import io.slots.core.SlotEditor;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** One call of each method by which a caller changes something. */
final class Requests {
  /** The methods that only read, that make the app, or that decide on a swap under way. */
  private static final Set<String> NOT_EDITS =
      Set.of(
          "Apps.create/1",
          "Apps.get/1",
          "Apps.find/1",
          "Apps.list/0",
          "SwapEngine.preview/1",
          "SwapEngine.complete/2",
          "SwapEngine.cancel/2");

  private Requests() {}

  /** The names of all methods that change something: {@code SlotEditor.deploy/3}. */
  static Set<String> methods() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : List.of(Apps.class, SlotEditor.class, SwapEngine.class)) {
      Stream.of(type.getDeclaredMethods()).map(it -> name(type, it)).forEach(names::add);
    }
    names.removeAll(NOT_EDITS);
    return names;
  }

  private static String name(Class<?> type, Method method) {
    return type.getSimpleName() + "." + method.getName() + "/" + method.getParameterCount();
  }

  /**
   * Returns a call of each of them.
   *
   * @param slot the slot that is to be changed
   * @param other another slot, which takes part
   * @param swap a swap of the past
   */
  static Map<String, ThrowingCallable> of(
      Slots slots, AppName app, SlotName slot, SlotName other, OperationId swap) {
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    Content content = Content.of("v9");
    Plan plan = Plan.standard(1);
    SwapRequest request = SwapRequest.of(app, slot, other);
    Cloning cloning = Cloning.of(slot);
    SlotName fresh = SlotName.of("fresh");
    SettingsChange change = SettingsChange.set(Setting.of("NEW", "setting"));
    calls.put("Apps.changePlan/2", () -> slots.apps().changePlan(app, plan));
    calls.put("Apps.scale/2", () -> slots.apps().scale(app, 5));
    calls.put("Apps.republish/1", () -> slots.apps().republish(app));
    calls.put("Apps.delete/1", () -> slots.apps().delete(app));
    calls.put("Apps.deleteWithSlots/1", () -> slots.apps().deleteWithSlots(app));
    calls.put("SlotEditor.create/2", () -> slots.slots().create(app, fresh));
    calls.put("SlotEditor.create/3", () -> slots.slots().create(app, fresh, cloning));
    calls.put("SlotEditor.delete/2", () -> slots.slots().delete(app, slot));
    calls.put("SlotEditor.move/3", () -> slots.slots().move(app, slot, Optional.of(plan)));
    calls.put("SlotEditor.configure/3", () -> slots.slots().configure(app, slot, change));
    calls.put(
        "SlotEditor.route/2",
        () ->
            slots
                .slots()
                .route(app, List.of(TrafficShare.of(slot.equals(PRODUCTION) ? other : slot, 1))));
    calls.put("SlotEditor.deploy/3", () -> slots.slots().deploy(app, slot, content));
    calls.put(
        "SlotEditor.deploy/4",
        () ->
            slots
                .slots()
                .deploy(
                    app, slot, content, List.of(Instance.of("mine-1", "http://127.0.0.1:8081"))));
    calls.put(
        "SlotEditor.deploy/1",
        () -> slots.slots().deploy(DeploymentRequest.of(app, slot, content)));
    calls.put("SlotEditor.restart/2", () -> slots.slots().restart(app, slot));
    calls.put(
        "SlotEditor.restart/3",
        () -> slots.slots().restart(app, slot, RequestId.of("nobody-s-either")));
    calls.put("SlotEditor.repair/2", () -> slots.slots().repair(app, slot));
    calls.put("SlotEditor.stop/2", () -> slots.slots().stop(app, slot));
    calls.put("SlotEditor.start/2", () -> slots.slots().start(app, slot));
    calls.put("SwapEngine.swap/1", () -> slots.swaps().swap(request));
    calls.put("SwapEngine.prepare/1", () -> slots.swaps().prepare(request));
    calls.put("SwapEngine.rollback/2", () -> slots.swaps().rollback(app, swap));
    calls.put(
        "SwapEngine.rollback/3", () -> slots.swaps().rollback(app, swap, RequestId.of("nobody-s")));
    calls.put(
        "SwapEngine.bringVersion/1",
        () ->
            slots
                .swaps()
                .bringVersion(VersionRequest.builder().app(app).slot(slot).version("v3").build()));
    calls.put("SwapEngine.autoSwap/3", () -> slots.swaps().autoSwap(app, slot, other));
    calls.put("SwapEngine.noAutoSwap/2", () -> slots.swaps().noAutoSwap(app, slot));
    return calls;
  }
}
