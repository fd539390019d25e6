package io.slots.core.loop;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.core.step.Flow;
import io.slots.core.step.Scene;
import io.slots.core.step.Step;
import io.slots.operation.ConflictException;
import io.slots.operation.Deployment;
import io.slots.operation.Direction;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.RequestId;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations that an engine drives. Safe for use by several threads. */
public final class Operations {
  private static final Logger log = LoggerFactory.getLogger(Operations.class);
  private static final int MOST_TRIES = 1_000;
  private static final int MOST_FAILURES = 5;

  private final Surroundings surroundings;
  private final ConcurrentMap<OperationId, OperationRun> runs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Drives none yet. */
  public Operations(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What an operation is to do.
   *
   * @param app the app as it is stored with the operation
   * @param task its facts
   */
  public record Beginning(App app, Task task) {}

  /**
   * Stores an operation and drives it.
   *
   * @param requestId the caller's identity for the request; made twice, it starts one operation
   * @param request what is asked, for the message of a conflict
   * @param beginning computes the facts from the app as it is, or refuses
   * @throws ConflictException if another operation is under way (S1.7)
   */
  public Begun start(
      AppName app,
      OperationId id,
      Optional<RequestId> requestId,
      Limits limits,
      String request,
      Function<App, Beginning> beginning) {
    return new Start(app, id, requestId, limits, request, beginning).go();
  }

  /** An operation that is to be stored and driven. */
  private final class Start {
    private final AppName app;
    private final OperationId id;
    private final Optional<RequestId> requestId;
    private final Limits limits;
    private final String request;
    private final Function<App, Beginning> beginning;
    private final Instant now = surroundings.scheduler().now();

    /** Whether a write was made whose outcome is not known yet. */
    private boolean unsettled;

    private int failures;

    Start(
        AppName app,
        OperationId id,
        Optional<RequestId> requestId,
        Limits limits,
        String request,
        Function<App, Beginning> beginning) {
      this.app = app;
      this.id = id;
      this.requestId = requestId;
      this.limits = limits;
      this.request = request;
      this.beginning = beginning;
    }

    Begun go() {
      try {
        for (int i = 0; i < MOST_TRIES; i++) {
          Optional<Begun> begun = attempt();
          if (begun.isPresent()) {
            return begun.get();
          }
        }
      } catch (RuntimeException e) {
        if (unsettled) {
          driveIfStored(app, id, new Pauses(limits.retryPause()));
        } else {
          runs.remove(id);
        }
        throw e;
      }
      runs.remove(id);
      throw new StoreException(
          "app "
              + app
              + " changed "
              + MOST_TRIES
              + " times while an operation was to start; try again");
    }

    private Optional<Begun> attempt() {
      if (closed) {
        throw new EngineStoppedException("the engine is closed; nothing was started");
      }
      AppRecord record = find(app);
      Optional<Begun> known = known(record);
      if (known.isPresent()) {
        return known;
      }
      unsettled = false;
      if (record.operation().isPresent()) {
        throw new ConflictException(request, record.operation().get());
      }
      Beginning begun = beginning.apply(record.app());
      AppRecord next = record.next(begun.app(), Optional.of(operation(record, begun)));
      OperationRun run = ready(next);
      return isWritten(next) ? Optional.of(driven(run, false)) : Optional.empty();
    }

    /**
     * The operation that this start, or another of the same request, has stored already. Looked up
     * after the record was read: one that ends meanwhile makes the record stale.
     */
    private Optional<Begun> known(AppRecord record) {
      Optional<Operation> current = record.operation();
      if (current.isPresent() && current.get().id().equals(id)) {
        return running(id).map(run -> driven(run, false));
      }
      if (requestId.isEmpty()) {
        return Optional.empty();
      }
      if (current.isPresent() && current.get().requestId().equals(requestId)) {
        return running(current.get().id()).map(Begun.Driven::new);
      }
      return surroundings
          .scheduler()
          .await(surroundings.store().history(app, Integer.MAX_VALUE))
          .stream()
          .filter(it -> it.requestId().equals(requestId))
          .findFirst()
          .map(Begun.Ended::new);
    }

    private boolean isWritten(AppRecord next) {
      unsettled = true;
      StoreAnswer answer;
      try {
        answer =
            surroundings.scheduler().await(surroundings.store().replace(next, Optional.empty()));
      } catch (StoreException e) {
        failures++;
        log.warn("{}: whether it was stored is not known; reading back", id, e);
        if (failures == MOST_FAILURES) {
          throw e;
        }
        pause(limits.retryPause());
        return false;
      }
      unsettled = false;
      if (answer instanceof StoreAnswer.HostTaken taken) {
        throw Hosts.taken(taken);
      }
      return answer instanceof StoreAnswer.Written;
    }

    private Operation operation(AppRecord record, Beginning begun) {
      return Operations.this.operation(record, begun, id, requestId, limits, now);
    }
  }

  private void pause(Duration duration) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    surroundings.scheduler().after(duration, () -> over.complete(true));
    surroundings.scheduler().await(over);
  }

  /** The store does not tell whether an operation was stored. If it was, nobody else drives it. */
  private void driveIfStored(AppName app, OperationId id, Pauses pauses) {
    surroundings
        .scheduler()
        .after(
            pauses.next(),
            () ->
                surroundings
                    .store()
                    .find(app)
                    .whenComplete(
                        (found, error) -> {
                          if (error != null) {
                            driveIfStored(app, id, pauses);
                          } else if (found
                              .flatMap(AppRecord::operation)
                              .map(Operation::id)
                              .equals(Optional.of(id))) {
                            running(id).ifPresent(run -> driven(run, false));
                          } else {
                            runs.remove(id);
                          }
                        }));
  }

  private Operation operation(
      AppRecord record,
      Beginning begun,
      OperationId id,
      Optional<RequestId> requestId,
      Limits limits,
      Instant now) {
    Flow flow = Flow.of(begun.task());
    Operation first =
        Operation.builder()
            .id(id)
            .requestId(requestId)
            .app(record.name())
            .task(begun.task())
            .limits(limits)
            .holder(surroundings.holder())
            .fencingToken(record.fencingToken() + 1)
            .startedAt(now)
            .position(Position.of(flow.steps().get(0).name(), Direction.FORWARD, now))
            .addAllProvisioned(given(begun.task()))
            .build();
    int start = flow.firstFrom(0, new Scene(begun.app(), first));
    return start == 0
        ? first
        : first.toBuilder()
            .position(Position.of(flow.steps().get(start).name(), Direction.FORWARD, now))
            .build();
  }

  private static List<Instance> given(Task task) {
    return task instanceof Deployment deployment ? deployment.givenInstances() : List.of();
  }

  /** The record of an app. */
  public AppRecord find(AppName app) {
    return surroundings
        .scheduler()
        .await(surroundings.store().find(app))
        .orElseThrow(
            () ->
                new NotFoundException(
                    Rule.of(4, 8), "there is no app \"" + app + "\"", "create it first"));
  }

  /**
   * The run of the operation of {@code next}, which may be asked for by its id before it is stored:
   * whoever finds it in the store finds its run too.
   */
  private OperationRun ready(AppRecord next) {
    Operation operation = next.operation().orElseThrow();
    return runs.compute(
        operation.id(),
        (id, before) ->
            before != null && before.operation().equals(operation)
                ? before
                : new OperationRun(surroundings, next));
  }

  private Begun driven(OperationRun run, boolean resumed) {
    OperationId id = run.operation().id();
    run.outcome().whenComplete((outcome, error) -> runs.remove(id));
    run.start(resumed);
    return new Begun.Driven(run);
  }

  /** The run of an operation, if this engine drives it. */
  public Optional<OperationRun> running(OperationId id) {
    return Optional.ofNullable(runs.get(id));
  }

  /**
   * Turns an operation back if it is in time (S5.3); returns whether it was, or it was going back
   * already.
   */
  public boolean cancel(OperationId id) {
    return running(id)
        .map(run -> surroundings.scheduler().await(run.cancel("it was cancelled")))
        .orElse(false);
  }

  /**
   * Takes over every operation in the store: one that has not reached its point of no return is
   * reverted, one that has is finished (S9.3). Its fencing token goes up, so that whoever held it
   * can do nothing more.
   */
  public void takeOverAll() {
    for (AppName app : surroundings.scheduler().await(surroundings.store().appsInOperation())) {
      takeOver(app);
    }
  }

  private void takeOver(AppName app) {
    AppRecord record = find(app);
    if (record.operation().isEmpty() || runs.containsKey(record.operation().get().id())) {
      return;
    }
    Operation taken = taken(record);
    AppRecord next = record.next(record.app(), Optional.of(taken));
    StoreAnswer answer =
        surroundings.scheduler().await(surroundings.store().replace(next, Optional.empty()));
    if (answer instanceof StoreAnswer.Written) {
      log.info("{}: taking over \"{}\"", taken.id(), taken.task().describe());
      driven(ready(next), true);
    }
  }

  private Operation taken(AppRecord record) {
    Operation found = record.operation().orElseThrow();
    Flow flow = Flow.of(found.task());
    int index = flow.indexOf(found.position().step());
    Step underWay = flow.steps().get(index);
    Operation mine =
        found.toBuilder()
            .holder(surroundings.holder())
            .fencingToken(record.fencingToken() + 1)
            .addAllRestarted(
                underWay.restarts()
                    ? underWay.instances(new Scene(record.app(), found))
                    : List.of())
            .build();
    if (found.isGoingBack() || index >= flow.pointOfNoReturn()) {
      return mine;
    }
    Instant now = surroundings.scheduler().now();
    Operation back =
        mine.toBuilder()
            .reason("engine " + found.holder() + " stopped at \"" + found.position().step() + "\"")
            .position(Position.of(found.position().step(), Direction.BACK, now))
            .build();
    int undo = flow.lastToUndo(index, new Scene(record.app(), back));
    return undo < 0
        ? back
        : back.toBuilder()
            .position(Position.of(flow.steps().get(undo).name(), Direction.BACK, now))
            .build();
  }

  /** Stops driving; what is stored is as a crash would leave it. */
  public void close() {
    closed = true;
    runs.values()
        .forEach(
            run ->
                run.abandon(
                    new EngineStoppedException(
                        "the engine was closed; operation "
                            + run.operation().id()
                            + " goes on when an engine is built on its store")));
  }
}
