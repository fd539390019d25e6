package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.spi.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Counts the calls that would change something, and what became of those whose fencing token was
 * lower than one that the data plane had seen before (S9.4): routes and processes taken together,
 * so that it does not go by what either of them remembers. Thread-safe.
 */
public final class Ledger {
  private final Map<AppName, Long> highest = new HashMap<>();
  private long calls;
  private long refused;
  private long done;

  /**
   * Lets {@code effect} be called, whatever its token, and counts what comes of it.
   *
   * @param isDone whether an answer says that something was done
   */
  <T> CompletionStage<T> count(
      AppName app, Call call, Predicate<T> isDone, Supplier<CompletionStage<T>> effect) {
    boolean old = isOld(app, call.fencingToken());
    CompletionStage<T> answered = effect.get();
    return old
        ? answered.whenComplete((answer, failure) -> ended(failure == null && isDone.test(answer)))
        : answered;
  }

  private synchronized boolean isOld(AppName app, long token) {
    calls++;
    return highest.merge(app, token, Math::max) > token;
  }

  private synchronized void ended(boolean wasDone) {
    if (wasDone) {
      done++;
    } else {
      refused++;
    }
  }

  /** What was counted up to now. */
  public synchronized Counted counted() {
    return new Counted(calls, refused, done);
  }

  /**
   * What was counted.
   *
   * @param calls all calls that would change something
   * @param refused those with an old token that were refused
   * @param done those with an old token that were not: there must be none
   */
  public record Counted(long calls, long refused, long done) {}
}
