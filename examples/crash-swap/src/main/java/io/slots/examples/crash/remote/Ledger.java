package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.spi.Call;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the calls that would change something, and what became of those whose fencing token was
 * lower than one that was seen before (S9.4). It goes by a memory of its own, not by what router
 * and platform remember. A call is old when its part was shown a newer token, and also when an
 * engine with a newer one has begun to change anything: before that it must have shown its token to
 * all. While it is still showing it, a part that does not know it yet may do what an old one asks
 * for; that is told apart. Thread-safe.
 */
public final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  /** What has a memory for tokens of its own. */
  enum Part {
    ROUTER,
    PLATFORM
  }

  private record Key(Part part, AppName app) {}

  private enum Age {
    NEW,
    OLD_ELSEWHERE,
    OLD
  }

  /** The highest that has changed something, or tried to. */
  private final Map<AppName, Long> acting = new HashMap<>();

  private final Map<Key, Long> shown = new HashMap<>();
  private long calls;
  private long refused;
  private long done;
  private long doneElsewhere;

  /**
   * Lets {@code effect} be called, whatever its token, and counts what comes of it.
   *
   * @param isDone whether an answer says that something was done
   */
  <T> CompletionStage<T> count(
      Part part, AppName app, Call call, Predicate<T> isDone, Supplier<CompletionStage<T>> effect) {
    Age age = age(part, app, call.fencingToken());
    CompletionStage<T> answered = effect.get();
    return age == Age.NEW
        ? answered
        : answered.whenComplete(
            (answer, failure) -> {
              boolean wasDone = failure == null && isDone.test(answer);
              ended(age, wasDone);
              log.warn("{} by {} when a newer token was seen: {}", part, call, wasDone);
            });
  }

  /** Lets {@code fence} be called, which is not counted, and remembers its token. */
  <T> CompletionStage<T> show(
      Part part, AppName app, Call call, Supplier<CompletionStage<T>> fence) {
    synchronized (this) {
      shown.merge(new Key(part, app), call.fencingToken(), Math::max);
    }
    return fence.get();
  }

  private synchronized Age age(Part part, AppName app, long token) {
    calls++;
    boolean old =
        acting.merge(app, token, Math::max) > token
            || shown.merge(new Key(part, app), token, Math::max) > token;
    boolean oldElsewhere =
        Arrays.stream(Part.values())
            .anyMatch(it -> shown.getOrDefault(new Key(it, app), token) > token);
    return old ? Age.OLD : oldElsewhere ? Age.OLD_ELSEWHERE : Age.NEW;
  }

  private synchronized void ended(Age age, boolean wasDone) {
    if (!wasDone) {
      refused++;
    } else if (age == Age.OLD) {
      done++;
    } else {
      doneElsewhere++;
    }
  }

  /** What was counted up to now. */
  public synchronized Counted counted() {
    return new Counted(calls, refused, done, doneElsewhere);
  }

  /**
   * What was counted.
   *
   * @param calls all calls that would change something
   * @param refused those with an old token that were refused
   * @param done those with an old token that were not: there must be none
   * @param doneElsewhere those that were not, by a part that was not shown the newer token yet,
   *     which had not been used for anything either
   */
  public record Counted(long calls, long refused, long done, long doneElsewhere) {}
}
