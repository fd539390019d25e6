package io.slots.core.loop;

import com.google.common.collect.Lists;
import io.slots.OperationId;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.Wait;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the aggregate of an operation's app. Others may change other slots of the app meanwhile:
 * then the change is made again on what they left. A write whose answer is lost is read back, never
 * repeated blindly. An operation that is somebody else's now is given up.
 */
final class RecordWriter {
  private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);

  private final Surroundings surroundings;
  private final Runs runs;
  private final Mailbox mailbox;
  private final Operation mine;
  private final Owner owner;
  private AppRecord record;
  private @Nullable Write underWay;
  private boolean abandoned;

  RecordWriter(
      Surroundings surroundings, Runs runs, Mailbox mailbox, AppRecord record, Owner owner) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.mailbox = mailbox;
    this.record = record;
    this.mine = record.operation().orElseThrow();
    this.owner = owner;
  }

  /** Whose operation it is. */
  interface Owner {
    /** It is somebody else's now. */
    void lost(RuntimeException why);

    /**
     * Somebody else has stored that it is to be turned back, before what was to be written. Returns
     * whether it is being turned back instead.
     */
    boolean cancelled();
  }

  /** What an operation wants written. */
  interface Change {
    /** What becomes of {@code record}. Asked again if others have changed it meanwhile. */
    Draft draft(AppRecord record);

    /** Whether the record that is found after a lost answer shows that it was made. */
    boolean isMadeIn(AppRecord found);

    /** Whether the operation ends with it, so that history tells whether it was made. */
    default boolean ends() {
      return false;
    }

    /** Whether the app is gone with it. */
    default boolean deletes() {
      return false;
    }

    /**
     * It is made.
     *
     * @param stored the record as it was found then
     * @param ended what has ended, as stored
     */
    void written(AppRecord stored, List<EndedOperation> ended);
  }

  /** The record as last written or read. */
  AppRecord record() {
    return record;
  }

  void abandon() {
    abandoned = true;
  }

  void write(Change change) {
    underWay = new Write(change);
    underWay.goOn();
  }

  /** What it waits for now (S8.2). */
  Optional<Wait> waitsFor(String remedy) {
    return Optional.ofNullable(underWay)
        .map(
            write ->
                new Wait(
                    mine.id(),
                    Optional.empty(),
                    "the store",
                    write.since,
                    Optional.of(write.until),
                    remedy));
  }

  private final class Write {
    private final Change change;
    private final Pauses pauses = new Pauses(mine.limits().retryPause());

    /** What ends with it, as it was sent. */
    private final List<EndedOperation> sent = new ArrayList<>();

    private Optional<OperationId> next = Optional.empty();
    private final Instant since = surroundings.scheduler().now();

    /** When the store has to have answered, or is asked again. */
    private Instant until = since;

    Write(Change change) {
      this.change = change;
    }

    void begin() {
      if (abandoned) {
        return;
      }
      Draft draft;
      try {
        draft = change.draft(record);
      } catch (RuntimeException | Error e) { // The embedder's policies and identities are in it.
        log.error("{}: what is to be written cannot be made; trying again", mine.id(), e);
        Duration pause = pauses.next();
        waitFor(pause);
        surroundings.scheduler().after(pause, () -> mailbox.post(this::readBack));
        return;
      }
      sent.addAll(draft.ended());
      getReady(draft.next());
      waitFor(PunctualStore.LIMIT);
      send(draft)
          .thenAccept(answer -> mailbox.post(() -> answered(draft, answer)))
          .whenComplete(onFailure(error -> unknown("the store did not take a write", error)));
    }

    private void waitFor(Duration duration) {
      until = surroundings.scheduler().now().plus(duration);
    }

    /** Whoever finds in the store what begins with the same write finds its run too. */
    private void getReady(AppRecord draft) {
      next.ifPresent(runs::notReady);
      next = draft.operation().map(Operation::id).filter(it -> !it.equals(mine.id()));
      next.ifPresent(it -> runs.ready(draft));
    }

    private CompletionStage<StoreAnswer> send(Draft draft) {
      return change.deletes()
          ? surroundings.store().delete(record.name(), record.version())
          : surroundings.store().replace(draft.next(), draft.ended());
    }

    private void answered(Draft draft, StoreAnswer answer) {
      if (abandoned) {
        return;
      }
      if (answer instanceof StoreAnswer.Written) {
        made(draft.next(), draft.ended());
      } else {
        readBack();
      }
    }

    private void made(AppRecord stored, List<EndedOperation> ended) {
      record = stored;
      underWay = null;
      change.written(stored, ended);
      next.ifPresent(runs::notReady); // If another engine has taken it over meanwhile.
    }

    private void unknown(String what, Throwable error) {
      log.warn("{}: {}; reading back", mine.id(), what, error);
      Duration pause = pauses.next();
      waitFor(pause);
      surroundings.scheduler().after(pause, () -> mailbox.post(this::readBack));
    }

    private void readBack() {
      if (abandoned) {
        return;
      }
      waitFor(PunctualStore.LIMIT);
      surroundings
          .store()
          .find(record.name())
          .thenAccept(found -> mailbox.post(() -> read(found)))
          .whenComplete(onFailure(error -> unknown("the store cannot be read", error)));
    }

    /** Others may have written since, before our write or after it. */
    private void read(Optional<AppRecord> found) {
      if (abandoned) {
        return;
      }
      if (found.isEmpty()) {
        if (change.deletes()) {
          gone();
        } else {
          lost();
        }
      } else if (change.isMadeIn(found.get())) {
        made(found.get(), List.of());
      } else if (isMine(found.get())) {
        record = found.get();
        goOn();
      } else if (change.ends()) {
        lookIntoHistory(found.get());
      } else {
        lost();
      }
    }

    /** Whatever was stored before comes first. */
    void goOn() {
      if (record.operation().orElseThrow().cancelled()) {
        next.ifPresent(runs::notReady);
        next = Optional.empty();
        underWay = null;
        if (owner.cancelled()) {
          return;
        }
        underWay = this;
      }
      begin();
    }

    private void gone() {
      Draft draft = change.draft(record);
      made(draft.next(), draft.ended());
    }

    /** The last write takes the operation out of the record; if it was made, history has it. */
    private void lookIntoHistory(AppRecord found) {
      waitFor(PunctualStore.LIMIT);
      surroundings
          .store()
          .history(found.name(), Integer.MAX_VALUE)
          .thenAccept(history -> mailbox.post(() -> read(found, history)))
          .whenComplete(onFailure(error -> unknown("the history cannot be read", error)));
    }

    private void read(AppRecord found, List<EndedOperation> history) {
      if (abandoned) {
        return;
      }
      List<EndedOperation> told = Lists.reverse(history).stream().filter(sent::contains).toList();
      if (told.stream().anyMatch(it -> it.id().equals(mine.id()))) {
        made(found, told);
      } else if (change.deletes() && !isOfMyOperation(found)) {
        gone(); // There is a new app of that name.
      } else {
        keepPromise(history);
        lost();
      }
    }

    /** Whoever has taken it over may have ended it. */
    private void keepPromise(List<EndedOperation> history) {
      history.stream().filter(it -> it.id().equals(mine.id())).forEach(runs::keep);
    }

    private void lost() {
      next.ifPresent(runs::notReady);
      abandoned = true;
      owner.lost(isLost());
    }

    private BiConsumer<@Nullable Void, @Nullable Throwable> onFailure(Consumer<Throwable> then) {
      return (done, error) -> {
        if (error != null) {
          mailbox.post(() -> then.accept(error));
        }
      };
    }
  }

  /** Why it is given up. */
  EngineStoppedException isLost() {
    return new EngineStoppedException(
        "operation " + mine.id() + " is driven by another engine now; this one has stopped");
  }

  /** Takes note of what others have written, while nothing is being written here. */
  void found(AppRecord found) {
    record = found;
  }

  boolean isMine(AppRecord found) {
    return found
        .operation()
        .filter(it -> it.id().equals(mine.id()) && it.fencingToken() == mine.fencingToken())
        .isPresent();
  }

  /** Whether it is under way, whoever drives it. */
  private boolean isOfMyOperation(AppRecord found) {
    return found.operation().filter(it -> it.id().equals(mine.id())).isPresent();
  }
}
