package io.slots.core.loop;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
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
  @FunctionalInterface
  interface Wish {
    Intent on(AppRecord record);
  }

  private final Surroundings surroundings;
  private final Runs runs;
  private final AppName app;
  private final OperationId id;
  private final Duration retryPause;
  private final Wish wish;

  /** Whether a write was made whose outcome is not known yet. */
  private boolean unsettled;

  private boolean everUnsettled;

  /** Whether the operation pauses, so that it is not forgotten if it cannot go on. */
  private boolean wasPaused;

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
    } catch (RuntimeException e) {
      if (unsettled) {
        goOnIfStored(new Pauses(retryPause));
      } else {
        forget();
      }
      throw e;
    }
    if (nothingToDo) {
      return Optional.empty();
    }
    forget();
    throw new StoreException(
        "app "
            + app
            + " changed "
            + MOST_TRIES
            + " times while an operation was to start; try again");
  }

  private void forget() {
    if (wasPaused) {
      runs.notReady(id);
    } else {
      runs.forget(id);
    }
  }

  private Optional<Promise> attempt() {
    if (runs.isClosed()) {
      throw new EngineStoppedException("the engine is closed; nothing was started");
    }
    AppRecord record = find(surroundings, app);
    Optional<Promise> made = everUnsettled ? made(record) : Optional.empty();
    if (made.isPresent()) {
      return made;
    }
    unsettled = false;
    Intent intent = wish.on(record);
    if (intent instanceof Intent.Known known) {
      runs.notReady(id);
      return Optional.of(known.promise());
    }
    if (!(intent instanceof Intent.Write write)) {
      runs.notReady(id);
      nothingToDo = true;
      return Optional.empty();
    }
    Draft draft = write.draft();
    wasPaused = record.paused(id).isPresent();
    if (begins(draft.next())) {
      runs.ready(draft.next());
    }
    return isWritten(draft) ? Optional.of(goOn(draft)) : Optional.empty();
  }

  private boolean begins(AppRecord next) {
    return next.operation().filter(it -> it.id().equals(id)).isPresent();
  }

  /** What an earlier attempt has stored after all. */
  private Optional<Promise> made(AppRecord record) {
    if (begins(record)) {
      return Optional.of(runs.drive(record, false));
    }
    if (record.queue().stream().map(QueuedDeployment::id).anyMatch(id::equals)) {
      return Optional.of(promise(surroundings, runs, app, id));
    }
    return history(surroundings, app).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(it -> Promise.kept(id, Outcome.of(it)));
  }

  private Promise goOn(Draft draft) {
    Promise promise = runs.promise(id);
    for (EndedOperation ended : draft.ended()) {
      runs.keep(ended);
      new Announcements(surroundings, ended.id(), app).ended(ended);
    }
    runs.expect(draft.next());
    return begins(draft.next()) ? runs.drive(draft.next(), false) : promise;
  }

  /** What is promised of an operation that was in the app's record a moment ago. */
  static Promise promise(Surroundings surroundings, Runs runs, AppName app, OperationId id) {
    Promise promise = runs.promise(id);
    history(surroundings, app).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .ifPresent(runs::keep);
    return promise;
  }

  private boolean isWritten(Draft draft) {
    unsettled = true;
    everUnsettled = true;
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
    unsettled = false;
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
                            goOnIfStored(pauses);
                          } else if (found.filter(this::begins).isPresent()) {
                            runs.drive(found.get(), false);
                          } else {
                            found.ifPresent(runs::expect);
                            forget();
                          }
                        }));
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
