package io.slots.testkit;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.time.Scheduler;
import io.slots.effect.Effect;
import io.slots.effect.ProbeAnswer;
import io.slots.operation.Operation;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What all fakes share: the time, the faults, what is stored, who serves, the calls so far, and who
 * is told of each.
 */
final class World {
  /** Of an SPI that is not told on whose behalf it is called. */
  static final Call UNTOLD = new Call(OperationId.of("untold"), 1, 0);

  private final VirtualTime time;
  private final Faults faults;
  private final StoreNotes notes;
  private final List<RecordedCall> calls = new ArrayList<>();
  private final List<RecordedCall> refused = new ArrayList<>();
  private final List<RecordedCall> fenced = new ArrayList<>();
  private final List<Consumer<RecordedCall>> watchers = new ArrayList<>();
  private Function<InstanceId, Set<SlotName>> serving = id -> Set.of();
  private long count;

  World(VirtualTime time, Faults faults, StoreNotes notes) {
    this.time = time;
    this.faults = faults;
    this.notes = notes;
  }

  /** Who knows which slots' requests go to an instance. */
  void servedBy(Function<InstanceId, Set<SlotName>> serving) {
    this.serving = serving;
  }

  /** The slots whose requests go to the instance. */
  Set<SlotName> serving(InstanceId instance) {
    return serving.apply(instance);
  }

  List<RecordedCall> calls() {
    return Collections.unmodifiableList(calls);
  }

  CallHistory history() {
    return new CallHistory(calls, refused);
  }

  /** A fake does not take the call, because it breaks a rule of the SPI. */
  IllegalStateException refuse(Effect effect, Call call, String reason) {
    RecordedCall recorded = recorded(-1, effect, call);
    recorded.answered(() -> "refused: " + reason, time.now());
    refused.add(recorded);
    return new IllegalStateException(reason);
  }

  /** A fake does not take the call, because another with a newer fencing token had come before. */
  IllegalStateException fenceOut(Effect effect, Call call, long highest) {
    IllegalStateException refusal =
        refuse(effect, call, "fencing token " + call.fencingToken() + " is older than " + highest);
    fenced.add(refused.get(refused.size() - 1));
    return refusal;
  }

  /** The same of a call that a fake takes nonetheless, and answers with a refusal. */
  void fenced(Effect effect, Call call) {
    fenced.add(recorded(-1, effect, call));
  }

  List<RecordedCall> fenced() {
    return Collections.unmodifiableList(fenced);
  }

  void watch(Consumer<RecordedCall> watcher) {
    watchers.add(watcher);
  }

  void forgetCalls() {
    calls.clear();
    refused.clear();
  }

  Scheduler time() {
    return time;
  }

  /** Does {@code effect} after {@code takes}, unless a fault has something else in mind. */
  <T> CompletionStage<T> perform(Effect effect, Call call, Duration takes, Supplier<T> deed) {
    return perform(effect, call, takes, () -> {}, deed, answer -> Optional.empty());
  }

  /**
   * The same, for what shows before it is done.
   *
   * @param begin runs when the work on it begins; not at all if a fault keeps it from being done
   * @param answered turns the answer that a fault prescribes into one of this effect
   */
  <T> CompletionStage<T> perform(
      Effect effect,
      Call call,
      Duration takes,
      Runnable begin,
      Supplier<T> deed,
      Function<ProbeAnswer, Optional<T>> answered) {
    if (time.isDying()) {
      return new CompletableFuture<>();
    }
    RecordedCall recorded = recorded(calls.size(), effect, call);
    calls.add(recorded);
    for (Consumer<RecordedCall> watcher : watchers) {
      watcher.accept(recorded);
    }
    Optional<Fault> planted = faults.next(recorded);
    planted.ifPresent(it -> recorded.fault(it.describe()));
    Fault fault = planted.orElse(new Fault.Take(takes));
    if (fault.isDone()) {
      begin.run();
    }
    return new Performance<>(recorded, takes, deed, answered).under(fault);
  }

  private RecordedCall recorded(int number, Effect effect, Call call) {
    AppName app = Effects.app(effect);
    Optional<Operation> operation = notes.operation(app);
    boolean isUntold = call.equals(UNTOLD);
    return new RecordedCall(
        count++,
        number,
        time.now(),
        effect,
        call,
        isUntold ? operation.map(Operation::id) : Optional.of(call.operation()),
        operation
            .filter(it -> isUntold || it.id().equals(call.operation()))
            .map(Operation::position),
        effect.instanceId().map(serving).orElse(Set.of()));
  }

  /** One call being performed. */
  private final class Performance<T> {
    private final RecordedCall call;
    private final Duration takes;
    private final Supplier<T> deed;
    private final Function<ProbeAnswer, Optional<T>> answered;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Performance(
        RecordedCall call,
        Duration takes,
        Supplier<T> deed,
        Function<ProbeAnswer, Optional<T>> answered) {
      this.call = call;
      this.takes = takes;
      this.deed = deed;
      this.answered = answered;
    }

    CompletionStage<T> under(Fault fault) {
      if (fault instanceof Fault.Crash it) {
        if (it.after()) {
          complete(result, deed);
        }
        time.die(
            new SimulatedCrash((it.after() ? "after " : "before ") + call.effect().describe()));
        return new CompletableFuture<>();
      } else if (fault instanceof Fault.Throw it) {
        call.answered(() -> "failed: " + it.reason(), time.now());
        throw new IllegalStateException(it.reason());
      }
      note(result);
      if (fault instanceof Fault.FailBefore it) {
        later(takes, () -> fail(it.reason()));
      } else if (fault instanceof Fault.FailAfter it) {
        later(
            takes,
            () -> {
              complete(new CompletableFuture<>(), deed);
              fail(it.reason());
            });
      } else if (fault instanceof Fault.HangAfter) {
        later(takes, () -> complete(new CompletableFuture<>(), deed));
      } else if (fault instanceof Fault.Take it) {
        later(it.duration(), () -> complete(result, deed));
      } else if (fault instanceof Fault.AnswerLate it) {
        CompletableFuture<T> done = new CompletableFuture<>();
        later(takes, () -> complete(done, deed));
        later(takes.plus(it.by()), () -> complete(result, done::join));
      } else if (fault instanceof Fault.AnswerTwice it) {
        later(takes, () -> complete(result, deed));
        later(takes.plus(it.later()), () -> complete(result, deed));
      } else if (fault instanceof Fault.Answer it) {
        later(takes, () -> complete(result, () -> answered.apply(it.answer()).orElseGet(deed)));
      }
      return result;
    }

    private void note(CompletableFuture<T> result) {
      var unused =
          result.whenComplete(
              (answer, error) -> call.answered(() -> Effects.answer(answer, error), time.now()));
    }

    private void fail(String reason) {
      result.completeExceptionally(new IllegalStateException(reason));
    }

    private void complete(CompletableFuture<T> stage, Supplier<T> deed) {
      try {
        stage.complete(deed.get());
      } catch (CompletionException e) {
        stage.completeExceptionally(e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException e) {
        stage.completeExceptionally(e);
      }
    }

    private void later(Duration delay, Runnable task) {
      if (delay.isZero()) {
        time.execute(task);
      } else {
        time.after(delay, task, () -> "the answer to \"" + call.effect().describe() + "\"");
      }
    }
  }
}
