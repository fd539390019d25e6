package io.slots.core.observe;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events of one operation, as an engine would tell them; times in milliseconds from its start. */
final class Events {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String SECRET = "marker-2b8e";

  private static final OperationId ID = OperationId.of("op-1");
  private static final AppName SHOP = AppName.of("shop");
  private static final String SWAP = "swap staging into production";

  private Events() {}

  static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  static SlotsEvent started(boolean resumed) {
    return new SlotsEvent.OperationStarted(ID, SHOP, START, OperationKind.SWAP, SWAP, resumed);
  }

  static SlotsEvent stepStarted(StepName step, Direction direction, String... instances) {
    Set<InstanceId> ids =
        Stream.of(instances).map(InstanceId::of).collect(Collectors.toUnmodifiableSet());
    return new SlotsEvent.StepStarted(ID, SHOP, START, step, direction, ids);
  }

  static SlotsEvent begun(String instance, int attempt) {
    return new SlotsEvent.EffectBegun(
        ID, SHOP, START, StepName.APPLY_SETTINGS, Direction.FORWARD, restart(instance), attempt);
  }

  static SlotsEvent ended(String instance, boolean ok, String result) {
    return new SlotsEvent.EffectEnded(
        ID,
        SHOP,
        at(1_234),
        StepName.APPLY_SETTINGS,
        Direction.FORWARD,
        restart(instance),
        Duration.ofMillis(1_234),
        ok,
        result,
        OptionalInt.empty());
  }

  static SlotsEvent instanceEnded(String instance, boolean ok, String result) {
    return new SlotsEvent.InstanceEnded(
        ID,
        SHOP,
        START,
        StepName.APPLY_SETTINGS,
        Direction.FORWARD,
        InstanceId.of(instance),
        ok,
        result);
  }

  static SlotsEvent stepEnded(StepName step, Direction direction, long millis) {
    return new SlotsEvent.StepEnded(
        ID, SHOP, at(millis), StepTime.of(step, direction, START, at(millis)));
  }

  static SlotsEvent turnedBack(String reason) {
    return new SlotsEvent.TurnedBack(ID, SHOP, START, reason);
  }

  static SlotsEvent paused(Optional<Instant> expiresAt) {
    return new SlotsEvent.OperationPaused(ID, SHOP, START, expiresAt);
  }

  static SlotsEvent resumed(Decision decision) {
    return new SlotsEvent.OperationResumed(ID, SHOP, START, decision);
  }

  static SlotsEvent queued() {
    return new SlotsEvent.OperationQueued(
        ID, SHOP, START, "deploy v3 to staging", OperationId.of("op-0"));
  }

  static SlotsEvent waiting(Optional<InstanceId> instance, String what) {
    return new SlotsEvent.Waiting(
        ID, SHOP, START, StepName.WARM_UP, Direction.FORWARD, instance, what, at(500));
  }

  static SlotsEvent keptWarm() {
    return new SlotsEvent.KeptWarm(ID, SHOP, START, SlotName.of("staging"), at(600_000));
  }

  static SlotsEvent lost() {
    return new SlotsEvent.OperationLost(ID, SHOP, START, "another engine drives it now");
  }

  static SlotsEvent ended(Ending ending, long millis) {
    return ended(report(ending, millis).build());
  }

  static SlotsEvent ended(EndedOperation report) {
    return new SlotsEvent.OperationEnded(ID, SHOP, report.endedAt(), report);
  }

  static EndedOperation.Builder report(Ending ending, long millis) {
    return EndedOperation.builder()
        .id(ID)
        .app(SHOP)
        .kind(OperationKind.SWAP)
        .description(SWAP)
        .startedAt(START)
        .endedAt(at(millis))
        .ending(ending);
  }

  private static Effect restart(String instance) {
    return new Restart(
        SHOP,
        SlotName.PRODUCTION,
        Content.of("v2"),
        Instance.of(instance, "http://127.0.0.1:8080"),
        Settings.of(Setting.of("PASSWORD", SECRET)));
  }
}
