package io.slots.core.loop;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.operation.Decision;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, resumes, cancels and takes over operations. Safe for use by several threads. */
public final class Driver {
  private static final Logger log = LoggerFactory.getLogger(Driver.class);

  private final Surroundings surroundings;
  private final Runs runs;

  /** Drives nothing yet. */
  public Driver(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.runs = new Attendance(surroundings).runs();
  }

  /** The record of an app. */
  public AppRecord find(AppName app) {
    return Launch.find(surroundings, app);
  }

  /** All ended operations of an app, newest first. */
  public List<EndedOperation> history(AppName app) {
    return Launch.history(surroundings, app);
  }

  /**
   * Stores an operation and drives it. Returns nothing if nothing is left to do.
   *
   * @throws io.slots.operation.ConflictException if another operation is in the way (S1.7)
   */
  public Optional<Promise> begin(Request request, Beginning.Of beginning) {
    return launch(request, new Begin(surroundings, runs, request, beginning));
  }

  /**
   * Stores a deployment and drives it; while an automatic swap of its slot is under way it waits
   * (S6.2).
   */
  public Promise beginOrQueue(
      Request request, QueuedDeployment deployment, Beginning.Of beginning) {
    Queue queue =
        new Queue(surroundings, deployment, new Begin(surroundings, runs, request, beginning));
    Promise promise = launch(request, queue).orElseThrow();
    queue.announce();
    return promise;
  }

  private Optional<Promise> launch(Request request, Launch.Wish wish) {
    return new Launch(
            surroundings, runs, request.app(), request.id(), request.limits().retryPause(), wish)
        .go();
  }

  /**
   * Completes a paused operation (S5.2). Returns nothing if it does not pause any more.
   *
   * @throws io.slots.operation.ConflictException if another operation of the app is under way
   */
  public Optional<Promise> complete(AppName app, Operation paused) {
    return decide(app, paused, Decision.COMPLETE);
  }

  /**
   * Cancels a paused operation (S5.2): at once, or when the operation of the app that is under way
   * has ended. Returns nothing if it does not pause any more.
   */
  public Optional<Promise> cancelPaused(AppName app, Operation paused) {
    return decide(app, paused, Decision.CANCEL);
  }

  private Optional<Promise> decide(AppName app, Operation paused, Decision decision) {
    return new Launch(
            surroundings,
            runs,
            app,
            paused.id(),
            paused.limits().retryPause(),
            new Decide(surroundings, runs, paused.id(), decision))
        .go();
  }

  /** What is promised of an operation: under way, paused, waiting or ended. */
  public Promise follow(AppName app, OperationId id) {
    AppRecord record = find(app);
    boolean alive =
        Beginnings.all(record).stream().anyMatch(it -> it.id().equals(id))
            || record.queue().stream().anyMatch(it -> it.id().equals(id));
    if (alive) {
      return Launch.promise(surroundings, runs, record, id);
    }
    return ended(app, id)
        .map(Begin::kept)
        .orElseThrow(
            () ->
                new NotFoundException(
                    Rule.of(8, 1),
                    "app " + app + " has no operation " + id,
                    "name one that is under way, paused, waiting, or in its history"));
  }

  private Optional<EndedOperation> ended(AppName app, OperationId id) {
    return history(app).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Whether this engine drives that operation. */
  public boolean isDriving(OperationId id) {
    return runs.running(id).isPresent();
  }

  /**
   * Turns a running operation back if it is in time (S5.3); returns whether it was, or it was going
   * back already.
   */
  public boolean cancel(OperationId id) {
    return runs.running(id)
        .map(run -> surroundings.scheduler().await(run.cancel("it was cancelled")))
        .orElse(false);
  }

  /**
   * Takes a deployment that waits for its turn out of the queue. Returns nothing if none of that
   * identity waits.
   */
  public Optional<Promise> cancelQueued(AppName app, QueuedDeployment waiting) {
    return new Launch(
            surroundings,
            runs,
            app,
            waiting.id(),
            waiting.limits().retryPause(),
            new Unqueue(surroundings, waiting.id()))
        .go();
  }

  /** What the app's operations wait for (S8.2). */
  public List<Wait> waits(AppName app) {
    AppRecord record = find(app);
    List<Wait> waits = new ArrayList<>();
    record
        .operation()
        .flatMap(it -> runs.running(it.id()))
        .ifPresent(run -> waits.addAll(surroundings.scheduler().await(run.waits())));
    waits.addAll(Waits.of(record, surroundings.scheduler().now()));
    return waits;
  }

  /**
   * Has an operation turned back that another engine drives, if it is in time (S5.3); returns
   * whether it was, or it is going back already.
   */
  public boolean cancelElsewhere(AppName app, OperationId id) {
    return new Overruling(surroundings, app, id).isStored();
  }

  /**
   * Takes over every operation in the store that no other engine drives, and looks after what comes
   * due (S9.3); from now on also what engines leave behind that share the store.
   */
  public void start() {
    TakeOver takeOver = new TakeOver(surroundings, runs);
    surroundings.lease().begin(new Keeper(takeOver), new Watcher(takeOver));
    surroundings
        .scheduler()
        .await(surroundings.lease().isShared() ? takeOver.adrift() : takeOver.everything());
  }

  /** Stops driving; what is stored is as a crash would leave it. */
  public void close() {
    runs.close();
    surroundings.lease().close();
  }

  private void takeOverWhatIsAdrift(TakeOver takeOver) {
    takeOver
        .adrift()
        .whenComplete(
            (done, error) -> {
              if (error != null && !runs.isClosed()) {
                log.warn("what other engines have left cannot be taken over; trying again", error);
              }
            });
  }

  private final class Keeper implements Lease.Keeper {
    private final TakeOver takeOver;

    Keeper(TakeOver takeOver) {
      this.takeOver = takeOver;
    }

    @Override
    public void others() {
      takeOverWhatIsAdrift(takeOver);
    }

    @Override
    public void superseded() {
      runs.superseded();
    }
  }

  /** Hears what the engines write that share the store, this one too. */
  private final class Watcher implements EngineLeases.Watcher {
    private final TakeOver takeOver;

    Watcher(TakeOver takeOver) {
      this.takeOver = takeOver;
    }

    @Override
    public void changed(AppName app, long version) {
      runs.running(app).ifPresent(run -> run.changed(version));
      runs.elsewhere().look(app);
    }

    @Override
    public void missed() {
      runs.all().forEach(OperationRun::look);
      runs.elsewhere().lookAtAll();
      takeOverWhatIsAdrift(takeOver);
    }
  }
}
