package io.slots.core;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.loop.Driver;
import io.slots.core.loop.Promise;
import io.slots.core.time.Scheduler;
import io.slots.operation.Decision;
import io.slots.operation.Operation;
import io.slots.operation.OperationHistory;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.util.List;
import java.util.Optional;

/** The operations of the apps of a store. */
final class OperationsOfApps implements Operations {
  private final Driver driver;
  private final SlotStore store;
  private final Scheduler scheduler;

  OperationsOfApps(Driver driver, SlotStore store, Scheduler scheduler) {
    this.driver = driver;
    this.store = store;
    this.scheduler = scheduler;
  }

  @Override
  public Optional<Operation> current(AppName app) {
    return driver.find(app).operation();
  }

  @Override
  public List<Operation> paused(AppName app) {
    return driver.find(app).paused();
  }

  @Override
  public List<QueuedDeployment> queued(AppName app) {
    return driver.find(app).queue();
  }

  @Override
  public List<Wait> waits(AppName app) {
    return driver.waits(app);
  }

  @Override
  public OperationHistory history(AppName app, int limit) {
    return OperationHistory.of(app, scheduler.await(store.history(app, limit)));
  }

  @Override
  public Running follow(AppName app, OperationId operation) {
    return running(driver.follow(app, operation));
  }

  @Override
  public Cancellation cancel(AppName app, OperationId id) {
    AppRecord record = driver.find(app);
    Optional<Operation> paused = record.paused(id);
    if (paused.isPresent()) {
      return cancelPaused(app, paused.get());
    }
    Optional<Operation> underWay = record.operation().filter(it -> it.id().equals(id));
    if (underWay.isPresent()) {
      return cancelUnderWay(app, underWay.get());
    }
    return record.queue().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .flatMap(it -> driver.cancelQueued(app, it))
        .<Cancellation>map(it -> new Cancellation.Reverting(running(it)))
        .orElseGet(Cancellation.NothingToCancel::new);
  }

  Cancellation cancelPaused(AppName app, Operation paused) {
    return driver
        .decide(app, paused, Decision.CANCEL)
        .<Cancellation>map(it -> new Cancellation.Reverting(running(it)))
        .orElseGet(Cancellation.NothingToCancel::new);
  }

  Cancellation cancelUnderWay(AppName app, Operation underWay) {
    return driver.cancel(underWay.id())
        ? new Cancellation.Reverting(running(driver.follow(app, underWay.id())))
        : new Cancellation.TooLate(underWay);
  }

  Running running(Promise promise) {
    return new Promised(promise, scheduler);
  }
}
