package io.slots.core.loop;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller wants begun is written, on whatever the record is by then, and gone on with. A
 * write whose answer is lost is read back, never repeated blindly; one of which it stays unknown
 * whether it was made is looked after all the same.
 */
final class Launch {
  private static final Logger log = LoggerFactory.getLogger(Launch.class);
  private static final int MOST_TRIES = 1_000;
  private static final int MOST_FAILURES = 5;

  /** What a caller wants, seen against a record. */
  sealed interface Intent {
    /** Nothing is to be written: this is what the caller wants. */
    record Known(Promise promise) implements Intent {}

    /** Nothing is left to do. */
    record Nothing() implements Intent {}

    /** This is to be written. */
    record Write(Draft draft) implements Intent {}
  }

  /** Makes the intent of a record, or refuses. */
  interface Wish {
    Intent on(AppRecord record);

    /** Whether nobody can have heard of the operation if it is not stored. */
    boolean isOfNew();
  }

  private final Surroundings surroundings;
  private final Runs runs;
  private final AppName app;
  private final OperationId id;
  private final Duration retryPause;
  private final Wish wish;

  private final Unsettled unsettled;

  private boolean madeReady;
  private boolean nothingToDo;
  private int failures;

  /**
   * Nothing is done yet.
   *
   * @param id the operation that is to begin, to wait or to go on
   */
  Launch(
      Surroundings surroundings,
      Runs runs,
      AppName app,
      OperationId id,
      Duration retryPause,
      Wish wish) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.app = app;
    this.id = id;
    this.retryPause = retryPause;
    this.wish = wish;
    this.unsettled = new Unsettled(id, wish.isOfNew());
  }

  /** Returns what is promised; nothing if nothing was left to do. */
  Optional<Promise> go() {
    try {
      for (int i = 0; i < MOST_TRIES && !nothingToDo; i++) {
        Optional<Promise> promise = attempt();
        if (promise.isPresent()) {
          return promise;
        }
      }
    } catch (RuntimeException | Error e) {
      if (unsettled.isEmpty()) {
        forget();
      } else {
        goOnIfStored(new Pauses(retryPause));
      }
      throw e;
    }
    forget();
    if (nothingToDo) {
      return Optional.empty();
    }
    throw new StoreException(
        "app "
            + app
            + " changed "
            + MOST_TRIES
            + " times while an operation was to start; try again");
  }

  /** Of an operation that others know of, what they were promised stays promised. */
  private void forget() {
    if (madeReady) {
      runs.notReady(id);
    }
    if (wish.isOfNew()) {
      runs.forgetPromise(id);
    }
  }

  private Optional<Promise> attempt() {
    if (runs.isClosed()) {
      throw new EngineStoppedException("the engine is closed; nothing was started");
    }
    AppRecord record = find(surroundings, app);
    if (!unsettled.isEmpty()) {
      Optional<Draft> made = unsettled.made(record, history(surroundings, app));
      if (made.isPresent()) {
        return Optional.of(goOn(made.get(), record));
      }
    }
    Intent intent = wish.on(record);
    if (intent instanceof Intent.Known known) {
      forget();
      return Optional.of(known.promise());
    }
    if (!(intent instanceof Intent.Write write)) {
      nothingToDo = true;
      return Optional.empty();
    }
    Draft draft = write.draft();
    if (draft.begins(id)) {
      runs.ready(draft.next());
      madeReady = true;
    }
    return isWritten(draft) ? Optional.of(goOn(draft, draft.next())) : Optional.empty();
  }

  /**
   * The draft was written, and {@code record} is what was found since then. Where it does not begin
   * the operation, somebody else may have begun and ended that by now.
   */
  private Promise goOn(Draft draft, AppRecord record) {
    tell(draft);
    runs.expect(record);
    if (unsettled.begins(draft, record)) {
      return runs.drive(record, false);
    }
    Promise promise = promise(surroundings, runs, record, id);
    leaveToOther(draft, record);
    return promise;
  }

  /**
   * What this engine has begun, and another has taken over before that was known, is left to it.
   */
  private void leaveToOther(Draft draft, AppRecord record) {
    if (draft.begins(id)) {
      record.operation().filter(it -> it.id().equals(id)).ifPresent(runs::takenOver);
    }
  }

  private void tell(Draft draft) {
    for (EndedOperation ended : draft.ended()) {
      runs.keep(ended);
      new Announcements(surroundings, ended.id(), app).ended(ended);
    }
  }

  /**
   * What is promised of an operation that was in the app's record when that was read. It is
   * promised before the history is read: what ends later is told to whom it was promised.
   */
  static Promise promise(Surroundings surroundings, Runs runs, AppRecord record, OperationId id) {
    Promise promise = runs.promise(record, id);
    history(surroundings, record.name()).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .ifPresent(it -> runs.keep(promise, it));
    return promise;
  }

  private boolean isWritten(Draft draft) {
    unsettled.add(draft);
    StoreAnswer answer;
    try {
      answer =
          surroundings.scheduler().await(surroundings.store().replace(draft.next(), draft.ended()));
    } catch (StoreException e) {
      failures++;
      log.warn("{}: whether it was stored is not known; reading back", id, e);
      if (failures == MOST_FAILURES) {
        throw e;
      }
      pause(retryPause);
      return false;
    }
    unsettled.remove(draft);
    if (answer instanceof StoreAnswer.HostTaken taken) {
      throw Hosts.taken(taken);
    }
    return answer instanceof StoreAnswer.Written;
  }

  private void pause(Duration duration) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    surroundings.scheduler().after(duration, () -> over.complete(true));
    surroundings.scheduler().await(over);
  }

  /** The store does not tell whether it was stored. If it was, nobody else goes on with it. */
  private void goOnIfStored(Pauses pauses) {
    surroundings.scheduler().after(pauses.next(), () -> lookWhetherStored(pauses));
  }

  private void lookWhetherStored(Pauses pauses) {
    if (runs.isClosed()) {
      return;
    }
    surroundings
        .store()
        .find(app)
        .thenCompose(
            found ->
                surroundings
                    .store()
                    .history(app, Integer.MAX_VALUE)
                    .thenAccept(history -> goOnIfStored(found, history)))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                log.warn("{}: whether it was stored cannot be read; trying again", id, error);
                goOnIfStored(pauses);
              }
            });
  }

  private void goOnIfStored(Optional<AppRecord> found, List<EndedOperation> history) {
    found.ifPresent(runs::expect);
    Optional<Draft> made = found.flatMap(record -> unsettled.made(record, history));
    made.ifPresent(this::tell);
    if (made.isEmpty()) {
      forget();
    } else if (unsettled.begins(made.get(), found.orElseThrow())) {
      runs.drive(found.orElseThrow(), false);
    } else {
      leaveToOther(made.get(), found.orElseThrow());
    }
  }

  /** The record of an app. */
  static AppRecord find(Surroundings surroundings, AppName app) {
    return surroundings
        .scheduler()
        .await(surroundings.store().find(app))
        .orElseThrow(
            () ->
                new NotFoundException(
                    Rule.of(4, 8), "there is no app \"" + app + "\"", "create it first"));
  }

  static List<EndedOperation> history(Surroundings surroundings, AppName app) {
    return surroundings.scheduler().await(surroundings.store().history(app, Integer.MAX_VALUE));
  }
}
