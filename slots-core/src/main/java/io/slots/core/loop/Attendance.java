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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
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

  /** What the store answers is a message, so that nothing is done on the store's threads. */
  private final Mailbox mailbox;

  /** The next look at each app that has one ahead. */
  private final ConcurrentMap<AppName, Look> ahead = new ConcurrentHashMap<>();

  Attendance(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.runs = new Runs(surroundings, this::expect);
    this.mailbox = new Mailbox(surroundings.scheduler(), () -> {});
  }

  /** A look at an app that is ahead. */
  private static final class Look {
    final Instant at;

    /** How long until the next, if it comes to nothing. */
    final Pauses pauses;

    Look(Instant at, Pauses pauses) {
      this.at = at;
      this.pauses = pauses;
    }

    /** One that is ahead already will do for another at the same time. */
    Look orEarlier(Look other) {
      return other.at.isBefore(at) ? other : this;
    }
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
    times(record)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .ifPresent(at -> lookAt(record.name(), at, new Pauses(RETRY)));
  }

  private static Optional<Instant> due(AppRecord record) {
    return times(record).min(Instant::compareTo);
  }

  private static Stream<Instant> times(AppRecord record) {
    return Stream.concat(
            record.paused().stream().map(Operation::expiresAt),
            record.app().slots().values().stream().map(Slot::keptWarmUntil))
        .flatMap(Optional::stream);
  }

  private void lookAt(AppName app, Instant at, Pauses pauses) {
    Look look = new Look(at, pauses);
    if (ahead.merge(app, look, Look::orEarlier) != look) {
      return;
    }
    Duration left = Duration.between(surroundings.scheduler().now(), at);
    surroundings
        .scheduler()
        .after(left.isNegative() ? Duration.ZERO : left, () -> begin(app, look));
  }

  private void begin(AppName app, Look look) {
    if (runs.isClosed() || !ahead.remove(app, look)) {
      return;
    }
    surroundings
        .store()
        .find(app)
        .whenComplete(
            (found, error) ->
                mailbox.post(
                    () -> {
                      if (error != null) {
                        again(app, look.pauses, error);
                      } else {
                        found.ifPresent(record -> goOn(record, look.pauses));
                      }
                    }));
  }

  private void goOn(AppRecord record, Pauses pauses) {
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
    AppRecord next = Beginnings.begun(following, surroundings.holder(), now);
    List<EndedOperation> refused = Reports.of(following.refused(), record.name(), now);
    next.operation().ifPresent(it -> runs.ready(next));
    surroundings
        .store()
        .replace(next, refused)
        .whenComplete((answer, error) -> mailbox.post(() -> answered(next, answer, error, pauses)));
  }

  private void answered(
      AppRecord next, @Nullable StoreAnswer answer, @Nullable Throwable error, Pauses pauses) {
    if (answer == null) {
      unknown(next, pauses, error);
    } else if (answer instanceof StoreAnswer.Written) {
      made(next);
    } else {
      forget(next);
      again(next.name(), pauses, null);
    }
  }

  private void made(AppRecord stored) {
    if (stored.operation().isPresent()) {
      runs.drive(stored, false);
    }
    expect(stored);
  }

  private void forget(AppRecord next) {
    next.operation().ifPresent(it -> runs.forget(it.id()));
  }

  /** Whether it was written is not known. If it was, nobody else drives it. */
  private void unknown(AppRecord next, Pauses pauses, @Nullable Throwable error) {
    log.warn("app {}: whether it goes on is not known; reading back", next.name(), error);
    surroundings.scheduler().after(pauses.next(), () -> readBack(next, pauses));
  }

  private void readBack(AppRecord next, Pauses pauses) {
    surroundings
        .store()
        .find(next.name())
        .whenComplete(
            (found, error) ->
                mailbox.post(
                    () -> {
                      if (error != null) {
                        unknown(next, pauses, error);
                      } else {
                        read(next, found, pauses);
                      }
                    }));
  }

  private void read(AppRecord next, Optional<AppRecord> found, Pauses pauses) {
    if (found.flatMap(AppRecord::operation).equals(next.operation())) {
      found.ifPresent(this::made);
    } else {
      forget(next);
      found.ifPresent(record -> goOn(record, pauses));
    }
  }

  private void again(AppName app, Pauses pauses, @Nullable Throwable error) {
    if (error != null) {
      log.warn("app {} cannot be looked after now; trying again", app, error);
    }
    Instant at = surroundings.scheduler().now().plus(pauses.next());
    lookAt(app, at, pauses);
  }
}
