package io.slots.server.platform;

import io.slots.core.Slots;
import io.slots.core.observe.Narrator;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.event.SlotsListener;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.process.OrphanPolicy;
import io.slots.process.ProcessRuntime;
import io.slots.server.content.Packages;
import io.slots.server.content.StartCommand;
import java.net.URI;
import java.util.Optional;

/** The engine with all it needs. Thread-safe. */
public final class Platform implements AutoCloseable {
  private final JdbcSlotStore store;
  private final ProcessRuntime processes;
  private final Routers router;
  private final Slots slots;
  private final Packages packages;
  private final Revival revival;

  private Platform(
      JdbcSlotStore store,
      ProcessRuntime processes,
      Routers router,
      Slots slots,
      Packages packages) {
    this.store = store;
    this.processes = processes;
    this.router = router;
    this.slots = slots;
    this.packages = packages;
    this.revival =
        new Revival(slots.apps(), it -> processes.instance(it).isPresent(), slots.slots()::restart);
  }

  /**
   * Opens the store, finds the instances that still run and the routes that were in force, finishes
   * or reverts what was left behind, and starts again the instances that are gone.
   */
  public static Platform start(PlatformConfig config, SlotsListener listener) {
    Packages packages = Packages.in(config.directory().resolve("packages"), config.packageLimit());
    Opened opened = new Opened();
    try {
      JdbcSlotStore store = opened.add(Stores.open(config));
      ProcessRuntime processes =
          opened.add(
              ProcessRuntime.builder()
                  .directory(config.directory().resolve("instances"))
                  .command(StartCommand::of)
                  .startDeadline(config.startDeadline())
                  .orphans(OrphanPolicy.ADOPT)
                  .build());
      // The runtime has the directory to itself, and so have we.
      packages.sweep();
      Routers router =
          opened.add(Routers.start(config.router(), config.directory().resolve("routes")));
      Slots slots =
          opened.add(
              Slots.builder()
                  .name(config.name())
                  .store(store)
                  .restarter(processes)
                  .provisioner(processes)
                  .probe(HttpHealthProbe.create())
                  .router(router.router())
                  .limits(config.limits())
                  .listener(listener)
                  .listener(Narrator.create())
                  .build());
      Platform platform = new Platform(store, processes, router, slots, packages);
      platform.revival.start();
      return platform;
    } catch (RuntimeException e) {
      opened.closeAll(e);
      throw e;
    }
  }

  /** The engine. */
  public Slots slots() {
    return slots;
  }

  /** The packages that were sent. */
  public Packages packages() {
    return packages;
  }

  /** Where requests for slots are sent, with a slot's name as host, if this process knows. */
  public Optional<URI> proxy() {
    return router.address();
  }

  /**
   * Ends the engine. Instances go on where something else still leads to them, and are ended where
   * this process's own proxy was the only way.
   */
  @Override
  public void close() {
    try (store;
        router) {
      revival.close();
      slots.close();
      if (router.endsWithUs()) {
        processes.close();
      } else {
        processes.detach();
      }
    }
  }
}
