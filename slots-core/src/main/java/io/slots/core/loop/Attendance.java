package io.slots.core.loop;

import io.slots.app.AppName;
import io.slots.app.Slot;
import io.slots.core.rules.Succession;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what comes due with time: previews that expire (S5.2), slots that were kept warm
 * (S4.9). Where an operation is under way then, its last write goes on with it; where none is, this
 * begins it. Safe for use by several threads.
 */
final class Attendance {
  private static final Logger log = LoggerFactory.getLogger(Attendance.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Runs runs;
  private final Mailbox mailbox;

  /** The next look at each app that has one ahead. */
  private final ConcurrentMap<AppName, Instant> ahead = new ConcurrentHashMap<>();

  Attendance(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.runs = new Runs(surroundings, this::expect);
    this.mailbox = new Mailbox(surroundings.scheduler(), () -> {});
  }

  Runs runs() {
    return runs;
  }

  /** Sees to it that the app of {@code record} is looked at when something of it comes due. */
  void expect(AppRecord record) {
    due(record).ifPresent(at -> lookAt(record.name(), at, new Pauses(RETRY)));
  }

  /** Sees to the same, but for what is due already and has to wait for something else. */
  private void expectLater(AppRecord record, Instant now) {
    times(record).stream()
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .ifPresent(at -> lookAt(record.name(), at, new Pauses(RETRY)));
  }

  private static Optional<Instant> due(AppRecord record) {
    List<Instant> times = times(record);
    return times.isEmpty() ? Optional.empty() : Optional.of(Collections.min(times));
  }

  /** What waits for its turn while nothing is under way is overdue. */
  private static List<Instant> times(AppRecord record) {
    boolean overdue =
        record.operation().isEmpty()
            && (!record.queue().isEmpty()
                || record.paused().stream().anyMatch(it -> it.decision().isPresent()));
    List<Instant> times = new ArrayList<>();
    if (overdue) {
      times.add(Instant.EPOCH);
    }
    for (Operation paused : record.paused()) {
      paused.expiresAt().ifPresent(times::add);
    }
    for (Slot slot : record.app().slots().values()) {
      slot.keptWarmUntil().ifPresent(times::add);
    }
    return times;
  }

  private void lookAt(AppName app, Instant at, Pauses pauses) {
    Instant now = surroundings.scheduler().now();
    Instant next = ahead.merge(app, at, (one, other) -> one.isBefore(other) ? one : other);
    if (!next.equals(at)) {
      return;
    }
    Duration left = Duration.between(now, at);
    surroundings
        .scheduler()
        .after(left.isNegative() ? Duration.ZERO : left, () -> look(app, at, pauses));
  }

  private void look(AppName app, Instant at, Pauses pauses) {
    if (runs.isClosed() || !ahead.remove(app, at)) {
      return;
    }
    surroundings
        .store()
        .find(app)
        .thenAccept(found -> mailbox.post(() -> found.ifPresent(record -> goOn(record, pauses))))
        .whenComplete(onFailure(error -> again(app, pauses, error)));
  }

  private BiConsumer<@Nullable Void, @Nullable Throwable> onFailure(Consumer<Throwable> then) {
    return (done, error) -> {
      if (error != null) {
        mailbox.post(() -> then.accept(error));
      }
    };
  }

  /** The embedder's policies and identities are asked here; what they throw ends no attendance. */
  private void goOn(AppRecord record, Pauses pauses) {
    try {
      goOnUnlessFailing(record, pauses);
    } catch (RuntimeException | Error e) {
      again(record.name(), pauses, e);
    }
  }

  private void goOnUnlessFailing(AppRecord record, Pauses pauses) {
    Instant now = surroundings.scheduler().now();
    if (due(record).filter(at -> !at.isAfter(now)).isEmpty()) {
      expect(record);
      return;
    }
    if (record.operation().isPresent()) {
      expectLater(record, now);
      return;
    }
    Succession.Following following =
        surroundings.succession().after(record, Optional.empty(), surroundings.ids(), now);
    if (following.next().isEmpty() && following.record().equals(record)) {
      expectLater(record, now);
      return;
    }
    AppRecord next = Beginnings.begun(following, surroundings.engine(), now);
    List<EndedOperation> refused = Reports.of(following.refused(), record.name(), now);
    next.operation().ifPresent(it -> runs.ready(next));
    surroundings
        .store()
        .replace(next, refused)
        .thenAccept(answer -> mailbox.post(() -> answered(next, answer, pauses)))
        .whenComplete(onFailure(error -> settle(next, pauses, error)));
  }

  private void answered(AppRecord next, StoreAnswer answer, Pauses pauses) {
    if (answer instanceof StoreAnswer.Written) {
      made(next);
    } else {
      forget(next);
      lookAgain(next.name(), pauses);
    }
  }

  private void made(AppRecord stored) {
    if (stored.operation().isPresent()) {
      runs.drive(stored, false);
    }
    expect(stored);
  }

  private void forget(AppRecord next) {
    next.operation().ifPresent(it -> runs.notReady(it.id()));
  }

  /** Whether it was written is not known. If it was, nobody else drives it. */
  private void settle(AppRecord next, Pauses pauses, Throwable error) {
    log.warn("app {}: whether it goes on is not known; reading back", next.name(), error);
    if (runs.isClosed()) {
      return;
    }
    surroundings
        .scheduler()
        .after(
            pauses.next(),
            () ->
                surroundings
                    .store()
                    .find(next.name())
                    .thenAccept(found -> mailbox.post(() -> settled(next, found, pauses)))
                    .whenComplete(onFailure(unread -> settle(next, pauses, unread))));
  }

  private void settled(AppRecord next, Optional<AppRecord> found, Pauses pauses) {
    if (found.filter(it -> isBegun(next, it)).isPresent()) {
      found.ifPresent(this::made);
    } else {
      forget(next);
      found.ifPresent(record -> goOn(record, pauses));
    }
  }

  private static boolean isBegun(AppRecord next, AppRecord found) {
    return next.operation().isEmpty() && found.operation().isEmpty()
        || next.operation().isPresent()
            && found
                .operation()
                .filter(it -> Beginnings.isSameTenure(it, next.operation().get()))
                .isPresent();
  }

  private void again(AppName app, Pauses pauses, Throwable error) {
    log.warn("app {} cannot be looked after now; trying again", app, error);
    lookAgain(app, pauses);
  }

  private void lookAgain(AppName app, Pauses pauses) {
    lookAt(app, surroundings.scheduler().now().plus(pauses.next()), pauses);
  }
}
