package io.slots.core.step;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.Task;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An app of two slots, operations on it, and what they have seen. */
final class Stage {
  static final SlotName STAGING = SlotName.of("staging");
  static final Settings SETTINGS = Settings.of(Setting.of("DB", "some-db"));
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final Limits LIMITS = Limits.defaults();

  private Stage() {}

  static App app(int workers) {
    return App.of(AppName.of("shop"), Plan.premium(workers))
        .withSlot(slot(SlotName.PRODUCTION, "v1", workers))
        .withSlot(slot(STAGING, "v2", workers));
  }

  private static Slot slot(SlotName name, String version, int instances) {
    return Slot.builder()
        .name(name)
        .settings(SETTINGS)
        .deployed(
            Deployed.of(Content.of(version), instances(version, 1, instances), SETTINGS)
                .withMadeByLibrary(true))
        .build();
  }

  static List<Instance> instances(String version, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> Instance.of(version + "-" + i, "http://127.0.0.1:" + (8000 + i)))
        .toList();
  }

  static Scene scene(App app, Task task, Instance... provisioned) {
    return scene(app, task, Direction.FORWARD, provisioned);
  }

  static Scene scene(App app, Task task, Direction direction, Instance... provisioned) {
    return new Scene(
        app,
        Operation.builder()
            .id(OperationId.of("op-1"))
            .app(app.name())
            .task(task)
            .limits(LIMITS)
            .holder(EngineId.of("engine", "1"))
            .fencingToken(7)
            .startedAt(NOW)
            .position(Position.of(Flow.of(task).steps().get(0).name(), direction, NOW))
            .addProvisioned(provisioned)
            .build());
  }

  static Seen seen() {
    return new Seen(NOW, NOW, List.of());
  }

  /** Returns what is seen some time after these effects were answered so, each at once. */
  static Seen seen(Duration later, Effect effect, Answer... answers) {
    List<Sighting> sightings = new ArrayList<>();
    for (Answer answer : answers) {
      sightings.add(new Sighting(effect, sightings.size() + 1, NOW, NOW, answer));
    }
    return new Seen(NOW.plus(later), NOW, sightings);
  }
}
