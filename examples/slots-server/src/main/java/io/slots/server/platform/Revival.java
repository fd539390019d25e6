package io.slots.server.platform;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.core.Slots;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Outcome;
import io.slots.process.ProcessRuntime;
import io.slots.server.content.Restarts;
import io.slots.server.http.TroubleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts again the instances that are gone. A machine that was started again, and a server whose
 * proxy was the only way to them, run nothing of what the store says that runs. One slot comes
 * after the other, beside what the server does.
 */
final class Revival implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Revival.class);

  private final Slots slots;
  private final ProcessRuntime processes;
  private final Restarts restarts;
  private final Thread thread = new Thread(this::all, "revival");
  private volatile boolean ended;

  Revival(Slots slots, ProcessRuntime processes) {
    this.slots = slots;
    this.processes = processes;
    this.restarts = new Restarts(slots);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void all() {
    try {
      for (AppName name : slots.apps().list()) {
        slots.apps().find(name).ifPresent(this::app);
      }
    } catch (EngineStoppedException e) {
      log.info("the server ends before all instances that are gone were started again");
    }
  }

  private void app(App app) {
    for (Slot slot : app.slots().values()) {
      if (!ended && slot.deployed().filter(this::isGone).isPresent()) {
        slot(app.name(), slot);
      }
    }
  }

  private boolean isGone(Deployed deployed) {
    return deployed.instances().stream().anyMatch(it -> processes.instance(it.id()).isEmpty());
  }

  private void slot(AppName app, Slot slot) {
    try {
      log.info("{} {}: its instances are gone; starting them again", app, slot.name());
      Outcome outcome = restarts.restart(app, slot.name()).await();
      log.info("{} {}: {}", app, slot.name(), outcome.report().ending());
    } catch (RefusedException | TroubleException e) {
      log.warn(
          "{} {}: its instances are gone, and stay so until it is deployed to: {}",
          app,
          slot.name(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
