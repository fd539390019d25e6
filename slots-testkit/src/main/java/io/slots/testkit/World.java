package io.slots.testkit;

import io.slots.core.time.Scheduler;
import io.slots.effect.Effect;
import io.slots.effect.ProbeAnswer;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all fakes share: the time, the faults, the calls so far, and who is told of each. */
final class World {
  private final Scheduler time;
  private final Faults faults;
  private final List<RecordedCall> calls = new ArrayList<>();
  private final List<RecordedCall> fenced = new ArrayList<>();
  private final List<Consumer<RecordedCall>> watchers = new ArrayList<>();

  World(Scheduler time, Faults faults) {
    this.time = time;
    this.faults = faults;
  }

  List<RecordedCall> calls() {
    return Collections.unmodifiableList(calls);
  }

  /** A call was refused because another with a newer fencing token had come before. */
  void fenced(Effect effect, Call call) {
    fenced.add(new RecordedCall(time.now(), effect, call));
  }

  List<RecordedCall> fenced() {
    return Collections.unmodifiableList(fenced);
  }

  void watch(Consumer<RecordedCall> watcher) {
    watchers.add(watcher);
  }

  void forgetCalls() {
    calls.clear();
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
    RecordedCall recorded = new RecordedCall(time.now(), effect, call);
    calls.add(recorded);
    watchers.forEach(watcher -> watcher.accept(recorded));
    Faults.Fault fault = faults.next(effect).orElse(new Faults.Fault.Delay(takes));
    CompletableFuture<T> result = new CompletableFuture<>();
    if (fault.isDone()) {
      begin.run();
    }
    if (fault instanceof Faults.Fault.Crash it) {
      if (it.after()) {
        complete(result, deed);
      }
      throw new SimulatedCrash((it.after() ? "after " : "before ") + effect.describe());
    } else if (fault instanceof Faults.Fault.Throw it) {
      throw new IllegalStateException(it.reason());
    } else if (fault instanceof Faults.Fault.Fail it) {
      later(takes, () -> result.completeExceptionally(new IllegalStateException(it.reason())));
    } else if (fault instanceof Faults.Fault.FailAfter it) {
      later(
          takes,
          () -> {
            complete(new CompletableFuture<>(), deed);
            result.completeExceptionally(new IllegalStateException(it.reason()));
          });
    } else if (fault instanceof Faults.Fault.HangAfter) {
      later(takes, () -> complete(new CompletableFuture<>(), deed));
    } else if (fault instanceof Faults.Fault.Delay it) {
      later(it.duration(), () -> complete(result, deed));
    } else if (fault instanceof Faults.Fault.Twice it) {
      later(takes, () -> complete(result, deed));
      later(takes.plus(it.later()), () -> complete(result, deed));
    } else if (fault instanceof Faults.Fault.Answer it) {
      later(takes, () -> complete(result, () -> answered.apply(it.answer()).orElseGet(deed)));
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> deed) {
    try {
      result.complete(deed.get());
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void later(Duration delay, Runnable task) {
    if (delay.isZero()) {
      time.execute(task);
    } else {
      time.after(delay, task);
    }
  }
}
