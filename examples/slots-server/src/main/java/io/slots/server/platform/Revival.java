package io.slots.server.platform;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Apps;
import io.slots.core.Running;
import io.slots.core.time.InterruptedWaitException;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Outcome;
import io.slots.server.http.TroubleException;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts again the instances that are gone. A machine that was started again, and a server whose
 * proxy was the only way to them, run nothing of what the store says that runs. One slot comes
 * after the other, beside what the server does; one that cannot be started again keeps no other
 * from it.
 */
final class Revival implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Revival.class);

  private final Apps apps;
  private final Predicate<InstanceId> isThere;
  private final Restart restart;
  private final Thread thread = new Thread(this::all, "revival");
  private volatile boolean ended;

  /** Begins a restart of a slot. */
  @FunctionalInterface
  interface Restart {
    Running of(AppName app, SlotName slot);
  }

  Revival(Apps apps, Predicate<InstanceId> isThere, Restart restart) {
    this.apps = apps;
    this.isThere = isThere;
    this.restart = restart;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Goes through all slots, on the thread that calls it. */
  void all() {
    try {
      for (AppName name : apps.list()) {
        found(name).ifPresent(this::app);
      }
    } catch (EngineStoppedException | InterruptedWaitException e) {
      log.info("the server ends before all instances that are gone were started again");
    } catch (RuntimeException e) {
      log.error("it is not known which instances are gone; restart or deploy to their slots", e);
    }
  }

  private Optional<App> found(AppName name) {
    try {
      return apps.find(name);
    } catch (EngineStoppedException | InterruptedWaitException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("{}: it cannot be read; instances of it that are gone stay so", name, e);
      return Optional.empty();
    }
  }

  private void app(App app) {
    for (Slot slot : app.slots().values()) {
      if (!ended && slot.deployed().filter(this::isGone).isPresent()) {
        slot(app.name(), slot.name());
      }
    }
  }

  private boolean isGone(Deployed deployed) {
    return !deployed.instances().stream().allMatch(it -> isThere.test(it.id()));
  }

  private void slot(AppName app, SlotName slot) {
    try {
      log.info("{} {}: its instances are gone; starting them again", app, slot);
      Outcome outcome = restart.of(app, slot).await();
      if (outcome.isDone()) {
        log.info("{} {}: {}", app, slot, outcome.report().ending());
      } else {
        log.warn(
            "{} {}: its instances were not started again: {}, {}",
            app,
            slot,
            outcome.report().ending(),
            outcome.report().reason().orElse("for no reason that is known"));
      }
    } catch (EngineStoppedException | InterruptedWaitException e) {
      throw e;
    } catch (RefusedException | TroubleException e) {
      log.warn(
          "{} {}: its instances are gone, and stay so until it is deployed to: {}",
          app,
          slot,
          e.getMessage());
    } catch (RuntimeException e) {
      log.error("{} {}: its instances are gone, and were not started again", app, slot, e);
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
