package io.slots.core.loop;

import io.slots.app.App;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
  private final Mailbox mailbox;
  private final Operation mine;
  private final Consumer<RuntimeException> lost;
  private AppRecord record;
  private boolean abandoned;

  RecordWriter(
      Surroundings surroundings,
      Mailbox mailbox,
      AppRecord record,
      Consumer<RuntimeException> lost) {
    this.surroundings = surroundings;
    this.mailbox = mailbox;
    this.record = record;
    this.mine = record.operation().orElseThrow();
    this.lost = lost;
  }

  /** The record as last written or read. */
  AppRecord record() {
    return record;
  }

  void abandon() {
    abandoned = true;
  }

  void write(
      UnaryOperator<App> change,
      Optional<Operation> operation,
      Optional<EndedOperation> ended,
      Runnable written) {
    new Write(change, operation, ended, written).begin();
  }

  private final class Write {
    private final UnaryOperator<App> change;
    private final Optional<Operation> operation;
    private final Optional<EndedOperation> ended;
    private final Runnable written;
    private final Pauses pauses = new Pauses(mine.limits().retryPause());

    Write(
        UnaryOperator<App> change,
        Optional<Operation> operation,
        Optional<EndedOperation> ended,
        Runnable written) {
      this.change = change;
      this.operation = operation;
      this.ended = ended;
      this.written = written;
    }

    void begin() {
      if (abandoned) {
        return;
      }
      AppRecord next = record.next(change.apply(record.app()), operation);
      surroundings
          .store()
          .replace(next, ended)
          .thenAccept(answer -> mailbox.post(() -> answered(next, answer)))
          .whenComplete(onFailure(error -> unknown(next, "the store did not take a write", error)));
    }

    private void answered(AppRecord next, StoreAnswer answer) {
      if (abandoned) {
        return;
      }
      if (answer instanceof StoreAnswer.Written) {
        record = next;
        written.run();
      } else {
        readBack(next);
      }
    }

    private void unknown(AppRecord next, String what, Throwable error) {
      log.warn("{}: {}; reading back", mine.id(), what, error);
      Duration pause = pauses.next();
      surroundings.scheduler().after(pause, () -> mailbox.post(() -> readBack(next)));
    }

    private void readBack(AppRecord next) {
      if (abandoned) {
        return;
      }
      surroundings
          .store()
          .find(next.name())
          .thenAccept(found -> mailbox.post(() -> read(next, found)))
          .whenComplete(onFailure(error -> unknown(next, "the store cannot be read", error)));
    }

    /**
     * Others may have written since. How many steps have ended tells whether our write was made:
     * each write of an operation adds one.
     */
    private void read(AppRecord next, Optional<AppRecord> found) {
      if (abandoned) {
        return;
      }
      if (found.isPresent() && isMine(found.get())) {
        record = found.get();
        if (stepsEnded(found.get().operation()) == stepsEnded(operation)) {
          written.run();
        } else {
          begin();
        }
      } else if (ended.isPresent()) {
        lookIntoHistory(next);
      } else {
        lost();
      }
    }

    private static int stepsEnded(Optional<Operation> operation) {
      return operation.map(it -> it.steps().size()).orElse(-1);
    }

    /** The last write takes the operation out of the record; if it was made, history has it. */
    private void lookIntoHistory(AppRecord next) {
      surroundings
          .store()
          .history(next.name(), Integer.MAX_VALUE)
          .thenAccept(history -> mailbox.post(() -> read(history)))
          .whenComplete(onFailure(error -> unknown(next, "the history cannot be read", error)));
    }

    private void read(List<EndedOperation> history) {
      if (abandoned) {
        return;
      }
      if (history.stream().anyMatch(it -> it.id().equals(mine.id()))) {
        written.run();
      } else {
        lost();
      }
    }

    private BiConsumer<@Nullable Void, @Nullable Throwable> onFailure(Consumer<Throwable> then) {
      return (done, error) -> {
        if (error != null) {
          mailbox.post(() -> then.accept(error));
        }
      };
    }
  }

  private boolean isMine(AppRecord found) {
    return found
        .operation()
        .filter(it -> it.id().equals(mine.id()) && it.fencingToken() == mine.fencingToken())
        .isPresent();
  }

  private void lost() {
    abandoned = true;
    lost.accept(
        new EngineStoppedException(
            "operation " + mine.id() + " is driven by another engine now; this one has stopped"));
  }
}
