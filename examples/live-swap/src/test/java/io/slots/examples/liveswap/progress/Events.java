package io.slots.examples.liveswap.progress;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
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
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Events of one swap, as an engine would send them; times in milliseconds from {@link #START}. */
final class Events {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String SECRET = "do-not-show";

  private static final OperationId ID = OperationId.of("op1");
  private static final AppName SHOP = AppName.of("shop");

  private Events() {}

  static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  static SlotsEvent started(long at, OperationKind kind) {
    return new SlotsEvent.OperationStarted(
        ID, SHOP, at(at), kind, "swap staging into production", false);
  }

  static SlotsEvent stepStarted(long at, StepName step, String... instances) {
    Set<InstanceId> ids =
        Arrays.stream(instances).map(InstanceId::of).collect(Collectors.toUnmodifiableSet());
    return new SlotsEvent.StepStarted(ID, SHOP, at(at), step, Direction.FORWARD, ids);
  }

  static SlotsEvent restartBegun(long at, String instance, int attempt) {
    return new SlotsEvent.EffectBegun(
        ID, SHOP, at(at), StepName.APPLY_SETTINGS, Direction.FORWARD, restart(instance), attempt);
  }

  static SlotsEvent restartFailed(long at, String instance, String result) {
    return new SlotsEvent.EffectEnded(
        ID,
        SHOP,
        at(at),
        StepName.APPLY_SETTINGS,
        Direction.FORWARD,
        restart(instance),
        Duration.ofMillis(20),
        false,
        result,
        OptionalInt.empty());
  }

  static SlotsEvent instanceEnded(long at, StepName step, String instance, boolean ok) {
    return new SlotsEvent.InstanceEnded(
        ID,
        SHOP,
        at(at),
        step,
        Direction.FORWARD,
        InstanceId.of(instance),
        ok,
        ok ? "" : "status 3");
  }

  static SlotsEvent stepEnded(long from, long to, StepName step, Direction direction) {
    return new SlotsEvent.StepEnded(
        ID, SHOP, at(to), StepTime.of(step, direction, at(from), at(to)));
  }

  static SlotsEvent turnedBack(long at, String reason) {
    return new SlotsEvent.TurnedBack(ID, SHOP, at(at), reason);
  }

  static SlotsEvent ended(long at, Ending ending) {
    return new SlotsEvent.OperationEnded(
        ID,
        SHOP,
        at(at),
        EndedOperation.builder()
            .id(ID)
            .app(SHOP)
            .kind(OperationKind.SWAP)
            .description("swap staging into production")
            .startedAt(START)
            .endedAt(at(at))
            .ending(ending)
            .build());
  }

  private static Restart restart(String instance) {
    return new Restart(
        SHOP,
        SlotName.PRODUCTION,
        Content.of("v2"),
        Instance.of(instance, "http://127.0.0.1:8080"),
        Settings.of(Setting.of("PASSWORD", SECRET)));
  }
}
