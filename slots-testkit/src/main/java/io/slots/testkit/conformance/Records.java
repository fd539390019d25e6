package io.slots.testkit.conformance;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Position;
import io.slots.operation.Rerouting;
import io.slots.operation.StepName;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records of apps, for tests of stores. */
public final class Records {
  /** An app whose name has letters of both cases. */
  public static final AppName SHOP = AppName.of("Shop");

  /** A further slot. */
  public static final SlotName STAGING = SlotName.of("staging");

  private Records() {}

  /** The first record of an app, with its production slot. */
  public static AppRecord first(AppName name) {
    return AppRecord.first(App.of(name, Plan.premium(1)), 0);
  }

  /** The record that follows, with a further slot, hence a further host name. */
  public static AppRecord withStaging(AppRecord record) {
    return record.next(record.app().withSlot(Slot.named(STAGING)), record.operation());
  }

  /** The record that follows, with a setting of production's. */
  public static AppRecord withSetting(AppRecord record, String name, String value) {
    App app =
        record
            .app()
            .withSlot(
                SlotName.PRODUCTION,
                it -> it.withSettings(it.settings().with(Settings.of(Setting.of(name, value)))));
    return record.next(app, record.operation());
  }

  /** The record that follows, with an operation under way. */
  public static AppRecord working(AppRecord record, String id, long token) {
    return record.next(record.app(), Optional.of(operation(record.name(), id, token)));
  }

  /** An operation under way. */
  public static Operation operation(AppName app, String id, long token) {
    return Operation.builder()
        .id(OperationId.of(id))
        .app(app)
        .task(Rerouting.of("route anew", List.of(SlotName.PRODUCTION)))
        .limits(Limits.defaults())
        .holder(EngineId.of("engine-1", "1"))
        .fencingToken(token)
        .startedAt(Instant.EPOCH)
        .position(Position.of(StepName.UPDATE_ROUTING, Direction.FORWARD, Instant.EPOCH))
        .build();
  }

  /** The record that follows, with no operation under way. */
  public static AppRecord done(AppRecord record) {
    return record.next(record.app(), Optional.empty());
  }

  /** The report of an operation that has ended. */
  public static EndedOperation ended(AppName app, String id) {
    return EndedOperation.builder()
        .id(OperationId.of(id))
        .app(app)
        .kind(OperationKind.REROUTING)
        .slots(List.of(SlotName.PRODUCTION))
        .description("route anew")
        .startedAt(Instant.EPOCH)
        .endedAt(Instant.EPOCH)
        .ending(Ending.COMPLETED)
        .build();
  }
}
