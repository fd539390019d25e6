package io.slots.testkit.fault;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When all is over: the platform runs, and the router leads to, what is stored, and no operation is
 * under way.
 */
final class AsStored {
  private final SlotsTestKit kit;

  AsStored(SlotsTestKit kit) {
    this.kit = kit;
  }

  /** Fails unless all apps are so. Returns the operations that pause. */
  Set<OperationId> assertAll() {
    Set<OperationId> paused = new HashSet<>();
    for (AppName app : kit.slots().apps().list()) {
      AppRecord record = kit.time().await(kit.store().find(app)).orElseThrow();
      record.operation().ifPresent(it -> fail("S9.3: " + it.id() + " is under way for ever"));
      if (!record.queue().isEmpty()) {
        fail("S9.3: " + record.queue().get(0).id() + " waits for its turn for ever");
      }
      record.app().slots().values().forEach(this::assertRuns);
      record.paused().stream().map(Operation::id).forEach(paused::add);
      if (record.paused().isEmpty() && !isDegraded(record.app())) {
        assertRouted(record.app());
      }
    }
    return paused;
  }

  private static void fail(String what) {
    throw new AssertionError(what);
  }

  private static boolean isDegraded(App app) {
    return app.slots().values().stream()
        .flatMap(slot -> slot.deployed().stream())
        .anyMatch(it -> !it.degradedInstances().isEmpty());
  }

  private void assertRuns(Slot slot) {
    slot.deployed().ifPresent(it -> it.readyInstances().forEach(each -> assertRuns(it, each)));
  }

  private void assertRuns(Deployed deployed, Instance instance) {
    Optional<FakePlatform.Running> found = kit.platform().running(instance.id());
    if (found.isEmpty()) {
      fail("S9.2: " + instance.id() + " is stored, and does not run");
      return;
    }
    FakePlatform.Running running = found.get();
    if (!running.content().equals(deployed.content())) {
      fail("S9.2: " + instance.id() + " runs other content than is stored");
    } else if (!running.instance().address().equals(instance.address())) {
      fail("S9.2: " + instance.id() + " listens elsewhere than is stored");
    } else if (deployed.settings().filter(it -> !it.equals(running.settings())).isPresent()) {
      fail("S9.2: " + instance.id() + " runs with other settings than is stored");
    }
  }

  private void assertRouted(App app) {
    List<Route> stored = RoutingTable.of(app, RoutingGeneration.NONE).routes();
    List<Route> found = kit.router().table(app.name()).map(RoutingTable::routes).orElse(List.of());
    if (!found.equals(stored)) {
      fail("S9.2: the routes in force of " + app.name() + " are not those that are stored");
    }
  }
}
