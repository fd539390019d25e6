package io.slots.examples.crash.orchestrator;

import io.slots.core.Slots;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.event.SlotsListener;
import io.slots.examples.crash.remote.RemotePlatform;
import io.slots.examples.crash.remote.RemoteRouter;
import io.slots.examples.stage.Stage;
import io.slots.spi.SlotStore;

/** Wires an engine to a durable store and to a data plane in another process. */
public final class Engines {
  private Engines() {}

  /** Returns one, which finishes or reverts at once what no living engine drives. */
  public static Slots on(SlotStore store, Orders orders, SlotsListener listener) {
    RemotePlatform platform = new RemotePlatform(orders.control());
    return Slots.builder()
        .name(orders.name())
        .lease(orders.lease())
        .store(store)
        .restarter(platform)
        .provisioner(platform)
        .probe(HttpHealthProbe.create())
        .router(new RemoteRouter(orders.control()))
        .limits(Stage.LIMITS)
        .listener(listener)
        .build();
  }
}
