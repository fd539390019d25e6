package io.slots.core;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.loop.Driver;
import io.slots.core.loop.Promise;
import io.slots.core.time.Scheduler;
import io.slots.operation.EndedOperation;
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
    requireNonNull(app, "app");
    return driver.find(app).operation();
  }

  @Override
  public List<Operation> paused(AppName app) {
    requireNonNull(app, "app");
    return driver.find(app).paused();
  }

  @Override
  public List<QueuedDeployment> queued(AppName app) {
    requireNonNull(app, "app");
    return driver.find(app).queue();
  }

  @Override
  public List<Wait> waits(AppName app) {
    requireNonNull(app, "app");
    return driver.waits(app);
  }

  @Override
  public OperationHistory history(AppName app, int limit) {
    requireNonNull(app, "app");
    checkArgument(
        limit >= 0, "S8.1: a history of at most %s operations; 0 or more would do", limit);
    List<EndedOperation> ended = scheduler.await(store.history(app, limit));
    if (ended.isEmpty()) {
      driver.find(app); // Whoever has a history is there.
    }
    return OperationHistory.of(app, ended);
  }

  @Override
  public Running follow(AppName app, OperationId operation) {
    requireNonNull(app, "app");
    requireNonNull(operation, "operation");
    return running(driver.follow(app, operation));
  }

  /** It may pause, go on or begin while it is being looked at; then it is looked at again. */
  @Override
  public Cancellation cancel(AppName app, OperationId operation) {
    requireNonNull(app, "app");
    requireNonNull(operation, "operation");
    AppRecord record = driver.find(app);
    Optional<Operation> paused = record.paused(operation);
    if (paused.isPresent()) {
      return driver
          .cancelPaused(app, paused.get())
          .map(this::reverting)
          .orElseGet(() -> cancel(app, operation));
    }
    Optional<Operation> underWay = record.operation().filter(it -> it.id().equals(operation));
    if (underWay.isPresent()) {
      return cancelUnderWay(app, underWay.get());
    }
    Optional<QueuedDeployment> waiting =
        record.queue().stream().filter(it -> it.id().equals(operation)).findFirst();
    if (waiting.isPresent()) {
      return driver
          .cancelQueued(app, waiting.get())
          .map(this::reverting)
          .orElseGet(() -> cancel(app, operation));
    }
    return new Cancellation.NothingToCancel();
  }

  private Cancellation cancelUnderWay(AppName app, Operation underWay) {
    boolean turnedBack =
        driver.isDriving(underWay.id())
            ? driver.cancel(underWay.id())
            : driver.cancelElsewhere(app, underWay.id());
    if (turnedBack) {
      return reverting(driver.follow(app, underWay.id()));
    }
    return driver.find(app).paused(underWay.id()).isPresent()
        ? cancel(app, underWay.id())
        : new Cancellation.TooLate(underWay);
  }

  private Cancellation reverting(Promise promise) {
    return new Cancellation.Reverting(running(promise));
  }

  Running running(Promise promise) {
    return new Promised(promise, scheduler);
  }
}
