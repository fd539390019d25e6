package io.slots.server.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Apps;
import io.slots.core.Running;
import io.slots.operation.EngineStoppedException;
import io.slots.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Instances that are gone are started again, slot by slot. */
final class RevivalTest {
  private static final AppName DAMAGED = AppName.of("damaged");

  private final List<String> restarted = new ArrayList<>();

  /** An app whose slots all have content, and an instance each. */
  private static App app(AppName name) {
    App app = App.of(name, Plan.premium(1));
    for (SlotName slot : List.of(SlotName.PRODUCTION, SlotName.of("staging"))) {
      Instance instance =
          Instance.of(name.folded() + "-" + slot.folded(), "http://127.0.0.1:" + 4_000);
      app =
          app.withSlot(
              Slot.named(slot)
                  .withDeployed(Optional.of(Deployed.of(Content.of("v1"), List.of(instance)))));
    }
    return app;
  }

  private Running restart(AppName app, SlotName slot, RuntimeException trouble) {
    restarted.add(app.folded() + " " + slot.folded());
    throw trouble;
  }

  private static String logged(Runnable task) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, UTF_8)) {
      System.setErr(captured);
      task.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  @DisplayName("a slot that cannot be started again, and an app that cannot be read, stop no other")
  void oneBad_stopsNoOther() {
    Revival revival =
        new Revival(
            new SomeApps(),
            it -> it.value().startsWith("alive-"),
            (app, slot) -> restart(app, slot, new IllegalStateException("no such file")));

    String log = logged(revival::all);

    assertThat(restarted)
        .containsExactlyInAnyOrder(
            "first production", "first staging", "last production", "last staging");
    assertThat(log).contains("damaged: it cannot be read", "first staging: its instances are gone");
  }

  @Test
  @DisplayName("when the engine stops, it ends")
  void stopped_ends() {
    Revival revival =
        new Revival(
            new SomeApps(),
            it -> false,
            (app, slot) -> restart(app, slot, new EngineStoppedException("stopped")));

    revival.all();

    assertThat(restarted).hasSize(1);
  }

  private static final class SomeApps implements Apps {
    @Override
    public List<AppName> list() {
      return List.of(AppName.of("first"), DAMAGED, AppName.of("alive"), AppName.of("last"));
    }

    @Override
    public Optional<App> find(AppName name) {
      if (name.equals(DAMAGED)) {
        throw new StoreException("its checksum is wrong");
      }
      return Optional.of(app(name));
    }

    @Override
    public App create(App app) {
      throw new UnsupportedOperationException();
    }

    @Override
    public App get(AppName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public App republish(AppName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running changePlan(AppName name, Plan plan) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running scale(AppName name, int workers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running delete(AppName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running deleteWithSlots(AppName name) {
      throw new UnsupportedOperationException();
    }
  }
}
