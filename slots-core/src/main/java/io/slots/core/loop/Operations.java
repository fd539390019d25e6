package io.slots.core.loop;

import io.slots.NotFoundException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.core.step.Flow;
import io.slots.core.step.Scene;
import io.slots.operation.ConflictException;
import io.slots.operation.Direction;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationId;
import io.slots.operation.Position;
import io.slots.operation.RequestId;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations that an engine drives. Safe for use by several threads. */
public final class Operations {
  private static final Logger log = LoggerFactory.getLogger(Operations.class);
  private static final int MOST_TRIES = 1_000;

  private final Surroundings surroundings;
  private final ConcurrentMap<OperationId, OperationRun> runs = new ConcurrentHashMap<>();

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
   * @param request what is asked, for the message of a conflict
   * @param beginning computes the facts from the app as it is, or refuses
   * @throws ConflictException if another operation is under way (S1.7)
   */
  public OperationRun start(
      AppName app,
      OperationId id,
      Optional<RequestId> requestId,
      Limits limits,
      String request,
      Function<App, Beginning> beginning) {
    for (int i = 0; i < MOST_TRIES; i++) {
      AppRecord record = find(app);
      if (record.operation().isPresent()) {
        throw new ConflictException(request, record.operation().get());
      }
      Beginning begun = beginning.apply(record.app());
      Operation operation = operation(record, begun, id, requestId, limits);
      AppRecord next = record.next(begun.app(), Optional.of(operation));
      StoreAnswer answer =
          surroundings.scheduler().await(surroundings.store().replace(next, Optional.empty()));
      if (answer instanceof StoreAnswer.Written) {
        return drive(next, false);
      }
      if (answer instanceof StoreAnswer.HostTaken taken) {
        throw Hosts.taken(taken);
      }
    }
    throw new StoreException(
        "app "
            + app
            + " changed "
            + MOST_TRIES
            + " times while an operation was to start; try again");
  }

  private Operation operation(
      AppRecord record,
      Beginning begun,
      OperationId id,
      Optional<RequestId> requestId,
      Limits limits) {
    Instant now = surroundings.scheduler().now();
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

  private static java.util.List<io.slots.app.Instance> given(Task task) {
    return task instanceof io.slots.operation.Deployment deployment
        ? deployment.givenInstances()
        : java.util.List.of();
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

  private OperationRun drive(AppRecord record, boolean resumed) {
    OperationRun run = new OperationRun(surroundings, record);
    OperationId id = run.operation().id();
    runs.put(id, run);
    run.outcome().whenComplete((outcome, error) -> runs.remove(id));
    run.start(resumed);
    return run;
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
      drive(next, true);
    }
  }

  private Operation taken(AppRecord record) {
    Operation found = record.operation().orElseThrow();
    Operation mine =
        found.toBuilder()
            .holder(surroundings.holder())
            .fencingToken(record.fencingToken() + 1)
            .build();
    Flow flow = Flow.of(found.task());
    int index = flow.indexOf(found.position().step());
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
        ? mine
        : back.toBuilder()
            .position(Position.of(flow.steps().get(undo).name(), Direction.BACK, now))
            .build();
  }

  /** Stops driving; what is stored is as a crash would leave it. */
  public void close() {
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
