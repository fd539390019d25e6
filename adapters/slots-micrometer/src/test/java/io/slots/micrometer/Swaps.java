package io.slots.micrometer;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.OperationId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.Decision;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Swaps that are measured and observed, and events that no engine has to be driven for. */
final class Swaps {
  static final String SECRET = "marker-91ce";
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Swaps() {}

  /** A kit whose two slots differ in a sticky setting, so that a swap restarts both sides. */
  static SlotsTestKit kit(SlotsListener listener) {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.listener(listener));
    kit.stagingAndProduction(2);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      kit.slots()
          .slots()
          .configure(SHOP, slot, SettingsChange.setSticky(Setting.of("DB", SECRET + slot)));
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, io.slots.app.Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, io.slots.app.Content.of("v2")).await();
    kit.time().settle();
    kit.forgetCalls();
    return kit;
  }

  static Running begin(SlotsTestKit kit) {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  /** Swaps, and has listeners told of all of it. */
  static EndedOperation swap(SlotsTestKit kit) {
    Outcome outcome = begin(kit).await();
    kit.time().settle();
    return outcome.report();
  }

  /** The next restart of an instance of staging fails. */
  static void failOneRestart(SlotsTestKit kit) {
    kit.faults().on(it -> it instanceof Restart).times(1).failBefore("exit status 3");
  }

  static SlotsEvent started(String id) {
    return new SlotsEvent.OperationStarted(
        OperationId.of(id), SHOP, NOW, OperationKind.SWAP, "swap staging into production", false);
  }

  static SlotsEvent queued(String id) {
    return new SlotsEvent.OperationQueued(
        OperationId.of(id), SHOP, NOW, "deploy v3 to staging", OperationId.of("op-0"));
  }

  static SlotsEvent paused(String id) {
    return new SlotsEvent.OperationPaused(OperationId.of(id), SHOP, NOW, Optional.empty());
  }

  static SlotsEvent resumed(String id) {
    return new SlotsEvent.OperationResumed(OperationId.of(id), SHOP, NOW, Decision.COMPLETE);
  }

  static SlotsEvent keptWarm(String id) {
    return new SlotsEvent.KeptWarm(OperationId.of(id), SHOP, NOW, STAGING, NOW.plusSeconds(60));
  }

  static SlotsEvent waiting(String id, Optional<InstanceId> instance) {
    return new SlotsEvent.Waiting(
        OperationId.of(id),
        SHOP,
        NOW,
        StepName.WARM_UP,
        Direction.FORWARD,
        instance,
        "the next try",
        NOW.plusSeconds(1));
  }

  static SlotsEvent stepStarted(String id) {
    return new SlotsEvent.StepStarted(
        OperationId.of(id),
        SHOP,
        NOW,
        StepName.WARM_UP,
        Direction.FORWARD,
        java.util.Set.of(InstanceId.of("a-1")));
  }

  static SlotsEvent stepEnded(String id) {
    return new SlotsEvent.StepEnded(
        OperationId.of(id),
        SHOP,
        NOW,
        io.slots.operation.StepTime.of(
            StepName.WARM_UP, Direction.FORWARD, NOW, NOW.plusSeconds(3)));
  }

  static SlotsEvent instanceEnded(String id, String instance) {
    return new SlotsEvent.InstanceEnded(
        OperationId.of(id),
        SHOP,
        NOW,
        StepName.WARM_UP,
        Direction.FORWARD,
        InstanceId.of(instance),
        true,
        "");
  }

  static SlotsEvent lost(String id) {
    return new SlotsEvent.OperationLost(OperationId.of(id), SHOP, NOW, "another engine drives it");
  }

  static SlotsEvent ended(String id, Ending ending) {
    return new SlotsEvent.OperationEnded(
        OperationId.of(id),
        SHOP,
        NOW,
        EndedOperation.builder()
            .id(OperationId.of(id))
            .app(SHOP)
            .kind(OperationKind.SWAP)
            .description("swap staging into production")
            .startedAt(NOW)
            .endedAt(NOW.plusSeconds(5))
            .ending(ending)
            .build());
  }
}
