package io.slots.core.loop;

import com.google.common.base.Preconditions;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The operations that an engine drives, and what it has promised. Safe for use by several threads.
 */
final class Runs {
  private final Surroundings surroundings;
  private final Consumer<AppRecord> expect;
  private final ConcurrentMap<OperationId, OperationRun> runs = new ConcurrentHashMap<>();
  private final ConcurrentMap<OperationId, Promise> promises = new ConcurrentHashMap<>();
  private final ConcurrentMap<AppName, OperationRun> byApp = new ConcurrentHashMap<>();
  private final Elsewhere elsewhere;
  private volatile boolean closed;

  /**
   * Drives none yet.
   *
   * @param expect is told of every record in which something may come due
   */
  Runs(Surroundings surroundings, Consumer<AppRecord> expect) {
    this.surroundings = surroundings;
    this.expect = expect;
    this.elsewhere = new Elsewhere(surroundings, this);
  }

  /** What was promised of operations that others drive. */
  Elsewhere elsewhere() {
    return elsewhere;
  }

  boolean isClosed() {
    return closed;
  }

  /** The run of an operation, if this engine drives it. */
  Optional<OperationRun> running(OperationId id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** The run of an app's operation, if this engine drives it. */
  Optional<OperationRun> running(AppName app) {
    return Optional.ofNullable(byApp.get(app));
  }

  /** All runs. */
  List<OperationRun> all() {
    return List.copyOf(runs.values());
  }

  private void remove(OperationId id, OperationRun run) {
    runs.remove(id, run);
    byApp.remove(run.operation().app(), run);
  }

  /** What was promised of an operation that has not ended. */
  Promise promise(OperationId id) {
    Promise promise = promises.computeIfAbsent(id, Promise::new);
    if (closed) {
      promise.fail(stopped(id));
    }
    return promise;
  }

  /** Whether this engine drives that operation, and is not only ready to. */
  boolean isDriving(OperationId id) {
    return running(id).filter(OperationRun::isDriving).isPresent();
  }

  /**
   * The same, where another engine may have seen it pause. Whether one that this engine is ready to
   * drive becomes its own is not known yet.
   */
  Promise promise(AppRecord record, OperationId id) {
    Promise promise = promise(id);
    if (!isDriving(id)) {
      elsewhere.follow(record, id);
    }
    if (record.paused(id).isPresent()) {
      promise.paused();
    }
    return promise;
  }

  /**
   * Makes the run of the operation of {@code next} ready, before it is stored: whoever finds it in
   * the store finds its run too.
   */
  void ready(AppRecord next) {
    ready(next, run -> {});
  }

  /**
   * A run that drives the operation already stays: several callers may resume it, and one of them
   * is the first.
   */
  private OperationRun ready(AppRecord next, Consumer<OperationRun> then) {
    Operation operation = next.operation().orElseThrow();
    return Preconditions.checkNotNull(
        runs.compute(
            operation.id(),
            (id, before) -> {
              OperationRun run =
                  before != null && before.isOf(operation)
                      ? before
                      : new OperationRun(surroundings, this, next);
              if (before != null && before != run) {
                before.dismiss();
              }
              then.accept(run);
              return run;
            }));
  }

  /** Forgets the run that was made ready for an operation that was not stored so. */
  void notReady(OperationId id) {
    runs.computeIfPresent(
        id,
        (same, run) -> {
          run.dismiss();
          return run.isDriving() ? run : null;
        });
  }

  /** Forgets what was promised of an operation that nobody has heard of. */
  void forgetPromise(OperationId id) {
    promises.remove(id);
  }

  /** Drives the operation of a record that is stored. */
  Promise drive(AppRecord stored, boolean takenOver) {
    OperationRun run = ready(stored, OperationRun::drives);
    byApp.put(stored.name(), run);
    Promise promise = promise(run.operation().id());
    if (run.operation().decision().isPresent()) {
      promise.paused();
    }
    run.start(takenOver);
    if (closed) {
      run.abandon(stopped(run.operation().id()));
    }
    return promise;
  }

  void expect(AppRecord stored) {
    if (stored.needsEngine()) {
      expect.accept(stored);
    }
  }

  /** An operation pauses, and another may have begun in the same write. */
  void paused(OperationRun run, AppRecord stored, Operation paused) {
    remove(paused.id(), run);
    driveSuccessor(stored, paused.fencingToken());
    expect(stored);
    Promise promise = promises.get(paused.id());
    if (promise != null) {
      promise.paused();
      elsewhere.follow(stored, paused.id()); // Any engine may go on with it.
      elsewhere.look(stored.name());
    }
  }

  /**
   * Operations have ended, and another may have begun in the same write.
   *
   * @param token the fencing token of the operation that has ended: of one that our own write began
   *     the token is the next, of one that somebody has taken over since it is a later one
   */
  void ended(AppRecord stored, long token, List<EndedOperation> ended) {
    for (EndedOperation report : ended) {
      running(report.id()).ifPresent(run -> remove(report.id(), run));
    }
    driveSuccessor(stored, token);
    expect(stored);
    for (EndedOperation report : ended) {
      keep(report);
    }
  }

  private static boolean isSameTenure(OperationRun run, Operation operation) {
    return Beginnings.isSameTenure(run.operation(), operation);
  }

  /** What our write begins was made ready before; what another engine has begun is left to it. */
  private void driveSuccessor(AppRecord stored, long token) {
    if (stored
        .operation()
        .filter(it -> it.fencingToken() > token)
        .filter(it -> running(it.id()).filter(run -> isSameTenure(run, it)).isPresent())
        .isPresent()) {
      drive(stored, false);
    }
  }

  /** Keeps a promise of an operation that has ended. */
  void keep(Promise promise, EndedOperation report) {
    promises.remove(report.id(), promise);
    promise.end(Outcome.of(report));
  }

  /** Keeps what was promised of an operation that has ended. */
  void keep(EndedOperation report) {
    Promise promise = promises.remove(report.id());
    if (promise != null) {
      promise.end(Outcome.of(report));
    }
  }

  /** A run drives its operation no more. If another does, it has not been lost. */
  void lost(OperationRun run, RuntimeException why) {
    OperationId id = run.operation().id();
    byApp.remove(run.operation().app(), run);
    if (runs.remove(id, run)) {
      leave(run.operation(), why);
    }
  }

  /** That operation stands so in the store: unless this engine drives it, another does. */
  void takenOver(Operation found) {
    if (running(found.id()).filter(it -> it.isOf(found)).isEmpty()) {
      notReady(found.id());
      leave(
          found,
          new EngineStoppedException(
              "operation "
                  + found.id()
                  + " is driven by another engine now; this one has stopped"));
    }
  }

  /** Where engines share a store, what another drives can still be followed. */
  private void leave(Operation operation, RuntimeException why) {
    if (closed || !surroundings.lease().isShared()) {
      fail(operation.id(), why);
    } else {
      elsewhere.followFromHere(operation);
    }
  }

  /** Whoever was promised something of it hears that nobody knows how it ends. */
  void fail(OperationId id, RuntimeException why) {
    Promise promise = promises.remove(id);
    if (promise != null) {
      promise.fail(why);
    }
  }

  /** Stops driving; what is stored is as a crash would leave it. */
  void close() {
    close(Runs::stopped);
  }

  /** The same, because another incarnation of this engine has taken its place. */
  void superseded() {
    close(
        id ->
            new EngineStoppedException(
                "another engine of the same name has taken the place of this one, and goes on with"
                    + " operation "
                    + id));
  }

  private void close(Function<OperationId, EngineStoppedException> why) {
    closed = true;
    runs.values().forEach(run -> run.abandon(why.apply(run.operation().id())));
    promises.forEach(
        (id, promise) -> {
          if (!runs.containsKey(id)) {
            fail(id, why.apply(id));
          }
        });
  }

  private static EngineStoppedException stopped(OperationId id) {
    return new EngineStoppedException(
        "the engine was closed; operation " + id + " goes on when an engine is built on its store");
  }
}
