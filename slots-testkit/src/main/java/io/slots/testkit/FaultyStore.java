package io.slots.testkit;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store in front of another, whose writes go wrong on demand. */
public final class FaultyStore implements SlotStore {
  /** What goes wrong with a write. */
  public enum Fault {
    /** It is not made, and fails. */
    FAIL_BEFORE,
    /** It is made, and the answer is lost. */
    FAIL_AFTER,
    /** The store's method throws. */
    THROW,
    /** It never answers, and is not made. */
    HANG,
    /** It is made, and never answered. */
    HANG_AFTER,
    /** Somebody else writes before, so that it is stale. */
    OVERTAKEN,
    /** It is made, the answer is lost, and somebody else writes before that is found out. */
    FAIL_AFTER_AND_OVERTAKEN,
    /** The engine's process dies before it is made. */
    CRASH_BEFORE,
    /** The engine's process dies when it is made. */
    CRASH_AFTER
  }

  private final SlotStore store;
  private final StoreNotes notes;
  private final VirtualTime time;
  private Duration takes = Duration.ZERO;
  private int writes;
  private int faultyWrite = -1;
  private @Nullable Fault fault;
  private boolean down;
  private UnaryOperator<App> edit = UnaryOperator.identity();
  private final List<String> unanswered = new ArrayList<>();

  FaultyStore(SlotStore store, StoreNotes notes, VirtualTime time) {
    this.store = store;
    this.notes = notes;
    this.time = time;
  }

  /** Makes a write, and notes it if it is made. */
  private static CompletionStage<StoreAnswer> made(
      CompletionStage<StoreAnswer> write, Runnable note) {
    return write.thenApply(
        answer -> {
          if (answer instanceof StoreAnswer.Written) {
            note.run();
          }
          return answer;
        });
  }

  private CompletionStage<StoreAnswer> replaced(AppRecord next, List<EndedOperation> ended) {
    return made(store.replace(next, ended), () -> notes.written(next, ended));
  }

  /** How long an answer takes from now on; none at all unless said otherwise. */
  public void takes(Duration duration) {
    takes = duration;
  }

  /** How many writes there were since the kit was made, or since {@link #failWrite}. */
  public int writes() {
    return writes;
  }

  /** Counts writes anew; the one of this number, 0 for the next, goes wrong so. */
  public void failWrite(int number, Fault fault) {
    writes = 0;
    faultyWrite = number;
    this.fault = fault;
  }

  /** Counts writes anew; none goes wrong. */
  public void failNone() {
    writes = 0;
    faultyWrite = -1;
  }

  /** From now on nothing can be read or written. */
  public void goDown() {
    down = true;
  }

  /** Everything can be read and written again. */
  public void comeUp() {
    down = false;
  }

  /** What somebody else does to an app, where a fault says that somebody does. */
  public void othersEdit(UnaryOperator<App> edit) {
    this.edit = edit;
  }

  /** Whoever finds the app gone has nothing to write. */
  private void overtake(AppName app) {
    Optional<AppRecord> found = store.find(app).toCompletableFuture().join();
    if (found.isEmpty()) {
      return;
    }
    AppRecord record = found.get();
    App edited = edit.apply(record.app());
    StoreAnswer answer =
        replaced(record.next(edited, record.operation()), List.of()).toCompletableFuture().join();
    if (!(answer instanceof StoreAnswer.Written)) {
      throw new IllegalStateException("the other's write failed: " + answer);
    }
  }

  private CompletionStage<StoreAnswer> write(
      AppName app, Supplier<CompletionStage<StoreAnswer>> write) {
    if (time.isDying()) {
      return new CompletableFuture<>();
    }
    if (down) {
      return lost();
    }
    if (writes++ != faultyWrite || fault == null) {
      return late(write.get());
    }
    return switch (fault) {
      case FAIL_BEFORE -> lost();
      case FAIL_AFTER -> write.get().thenCompose(done -> lost());
      case HANG -> unanswered(app);
      case HANG_AFTER -> write.get().thenCompose(done -> unanswered(app));
      case OVERTAKEN -> {
        overtake(app);
        yield write.get();
      }
      case FAIL_AFTER_AND_OVERTAKEN ->
          write
              .get()
              .thenCompose(
                  done -> {
                    overtake(app);
                    return lost();
                  });
      case THROW -> throw new StoreException("the store is closed");
      case CRASH_BEFORE -> dead("before write " + faultyWrite);
      case CRASH_AFTER -> {
        CompletionStage<StoreAnswer> made = write.get();
        yield dead("after write " + faultyWrite + ", " + made);
      }
    };
  }

  private CompletionStage<StoreAnswer> dead(String at) {
    time.die(new SimulatedCrash(at));
    return new CompletableFuture<>();
  }

  /** The writes that are never answered, in plain words. */
  List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  private CompletionStage<StoreAnswer> unanswered(AppName app) {
    unanswered.add("write " + faultyWrite + " to the store, of app " + app);
    return new CompletableFuture<>();
  }

  private <T> CompletionStage<T> read(Supplier<CompletionStage<T>> read) {
    if (time.isDying()) {
      return new CompletableFuture<>();
    }
    return down ? lost() : late(read.get());
  }

  private <T> CompletionStage<T> late(CompletionStage<T> answer) {
    if (takes.isZero()) {
      return answer;
    }
    CompletableFuture<CompletionStage<T>> passed = new CompletableFuture<>();
    time.after(takes, () -> passed.complete(answer));
    return passed.thenCompose(it -> it);
  }

  private static <T> CompletionStage<T> lost() {
    return CompletableFuture.failedStage(
        new StoreException("the connection to the store was lost"));
  }

  /** They go down with the store, and come up with it. */
  @Override
  public Optional<EngineLeases> leases() {
    return store.leases().map(it -> new FaultyLeases(it, () -> down));
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return read(
        () ->
            store
                .find(app)
                .thenApply(
                    found -> {
                      found.ifPresent(notes::read);
                      return found;
                    }));
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return read(store::apps);
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return read(store::appsThatNeedEngine);
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return read(() -> store.lastFencingToken(app));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return write(
        first.name(), () -> made(store.create(first), () -> notes.written(first, List.of())));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return write(next.name(), () -> replaced(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return write(app, () -> made(store.delete(app, version), () -> notes.deleted(app)));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return read(() -> store.history(app, limit));
  }
}
