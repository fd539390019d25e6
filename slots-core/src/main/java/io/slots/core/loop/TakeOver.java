package io.slots.core.loop;

import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.core.step.Flow;
import io.slots.core.step.Scene;
import io.slots.core.step.Step;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases.Adrift;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an engine that is gone has left in the store: an operation that has not reached
 * its point of no return is reverted, one that has is finished (S9.3); one that pauses goes on
 * pausing (S5.2). The fencing token goes up, so that whoever held the operation can do nothing
 * more. Safe for use by several threads.
 */
final class TakeOver {
  private static final Logger log = LoggerFactory.getLogger(TakeOver.class);

  /** A store may write many at once, at hardly more cost than one. */
  private static final int AT_ONCE = 256;

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Runs runs;
  private final Mailbox mailbox;

  /** The apps of which claims are under way. */
  private final Set<AppName> claimed = ConcurrentHashMap.newKeySet();

  TakeOver(Surroundings surroundings, Runs runs) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.mailbox = new Mailbox(surroundings.scheduler(), () -> {});
  }

  /** Takes over all there is: nobody else uses the store. Completes when all is taken. */
  CompletionStage<Void> everything() {
    return surroundings
        .store()
        .appsThatNeedEngine()
        .thenCompose(apps -> all(apps.stream().map(Claim::new).toList()));
  }

  /**
   * Takes over what engines have left that hold no lease any more, unless this one may not: its own
   * has run out, or the store was out of reach for all just now. Completes when it is taken.
   */
  CompletionStage<Void> adrift() {
    if (runs.isClosed() || !surroundings.lease().mayLookAfterOthers()) {
      return CompletableFuture.completedStage(null);
    }
    return surroundings.lease().adrift(AT_ONCE).thenCompose(this::takeOver);
  }

  /** There may be more, if something came of these. */
  private CompletionStage<Void> takeOver(List<Adrift> adrift) {
    List<Claim> claims = adrift.stream().map(Claim::new).toList();
    return all(claims)
        .thenCompose(
            done ->
                claims.stream().anyMatch(it -> it.taken)
                    ? adrift()
                    : CompletableFuture.completedStage(null));
  }

  /** One claim of an app at a time; what fails goes on by itself. */
  private CompletionStage<Void> all(List<Claim> claims) {
    Deque<Claim> left = new ArrayDeque<>();
    for (Claim claim : claims) {
      if (claimed.add(claim.app)) {
        left.add(claim);
      }
    }
    List<Claim> mine = List.copyOf(left);
    mailbox.post(
        () -> {
          for (int i = 0; i < AT_ONCE; i++) {
            beginNext(left);
          }
        });
    return CompletableFuture.allOf(
        mine.stream().map(it -> it.seenTo).toArray(CompletableFuture<?>[]::new));
  }

  private void beginNext(Deque<Claim> left) {
    Claim next = left.poll();
    if (next != null) {
      next.then = () -> beginNext(left);
      next.begin();
    }
  }

  /** The wish to take over what there is of one app. Turned by the mailbox only. */
  private final class Claim {
    private final AppName app;

    /** Whether it failed, or was seen to. Who has been told of a failure is not told again. */
    private final CompletableFuture<Void> seenTo = new CompletableFuture<>();

    private final Pauses pauses = new Pauses(RETRY);
    private final @Nullable Adrift adrift;
    private @Nullable AppRecord first;

    /** What is done once it failed, or was seen to. */
    private Runnable then = () -> {};

    /** Whether something was written for it. */
    private volatile boolean taken;

    Claim(AppName app) {
      this.app = app;
      this.adrift = null;
    }

    Claim(Adrift adrift) {
      this.app = adrift.app();
      this.adrift = adrift;
    }

    private void done() {
      claimed.remove(app);
      if (seenTo.complete(null)) {
        then.run();
      }
    }

    void begin() {
      find(this::on);
    }

    private void find(Consumer<Optional<AppRecord>> then) {
      surroundings
          .store()
          .find(app)
          .thenAccept(found -> mailbox.post(() -> then.accept(found)))
          .whenComplete(onFailure(error -> failed(error, () -> find(then))));
    }

    private void on(Optional<AppRecord> found) {
      if (found.isEmpty()) {
        done();
      } else {
        on(found.get());
      }
    }

    /** Who has taken it over meanwhile sees to it; who has only changed the app does not. */
    private void on(AppRecord record) {
      if (runs.isClosed() || isMine(record) || isSeenToByOther(record)) {
        done();
      } else if (record.operation().isPresent()) {
        take(record.next(record.app(), Optional.of(taken(record))));
      } else if (adrift != null) {
        take(record.lookedAfterBy(surroundings.engine()));
      } else {
        runs.expect(record);
        done();
      }
    }

    private boolean isSeenToByOther(AppRecord record) {
      AppRecord before = first == null ? record : first;
      first = before;
      return before.fencingToken() != record.fencingToken()
          || !before.engine().equals(record.engine())
          || (adrift != null
              && (!adrift.isStill(record) || !surroundings.lease().mayLookAfterOthers()));
    }

    private boolean isMine(AppRecord record) {
      return record.operation().filter(it -> runs.running(it.id()).isPresent()).isPresent();
    }

    private void take(AppRecord next) {
      if (next.operation().isPresent()) {
        runs.ready(next);
      }
      surroundings
          .store()
          .replace(next, List.of())
          .thenAccept(answer -> mailbox.post(() -> answered(next, answer)))
          .whenComplete(onFailure(error -> failed(error, () -> find(it -> settle(next, it)))));
    }

    private void answered(AppRecord next, StoreAnswer answer) {
      if (answer instanceof StoreAnswer.Written) {
        made(next);
      } else {
        forget(next);
        find(this::on);
      }
    }

    private void made(AppRecord stored) {
      stored
          .operation()
          .ifPresent(
              taken -> {
                log.info("{}: taking over \"{}\"", taken.id(), taken.task().describe());
                runs.drive(stored, true);
              });
      taken = true;
      runs.expect(stored);
      done();
    }

    private void forget(AppRecord next) {
      next.operation().ifPresent(it -> runs.notReady(it.id()));
    }

    /** Whether it was written was not known. If it was, nobody else sees to it. */
    private void settle(AppRecord next, Optional<AppRecord> found) {
      if (found.filter(it -> it.engine().equals(next.engine())).isPresent()
          && found.get().fencingToken() == next.fencingToken()) {
        made(found.get());
      } else {
        forget(next);
        on(found);
      }
    }

    private void failed(Throwable error, Runnable again) {
      log.warn("app {} cannot be taken over now; trying again", app, error);
      if (seenTo.completeExceptionally(error)) {
        then.run();
      }
      surroundings
          .scheduler()
          .after(
              pauses.next(),
              () ->
                  mailbox.post(
                      () -> {
                        if (runs.isClosed()) {
                          claimed.remove(app);
                        } else {
                          again.run();
                        }
                      }));
    }

    private BiConsumer<@Nullable Void, @Nullable Throwable> onFailure(Consumer<Throwable> then) {
      return (done, error) -> {
        if (error != null) {
          mailbox.post(() -> then.accept(error));
        }
      };
    }
  }

  private Operation taken(AppRecord record) {
    Operation found = record.operation().orElseThrow();
    Flow flow = Flow.of(found.task());
    int index = flow.indexOf(found.position().step());
    Step underWay = flow.steps().get(index);
    EngineId engine = surroundings.engine();
    Operation mine =
        found.toBuilder()
            .holder(engine)
            .fencingToken(record.fencingToken() + 1)
            .addAllRestarted(
                underWay.restarts()
                    ? underWay.instances(new Scene(record.app(), found))
                    : List.of())
            .build();
    return found.isGoingBack() || index >= flow.pointOfNoReturn()
        ? mine
        : Beginnings.back(
            mine,
            flow,
            index,
            "engine " + found.holder() + " stopped at \"" + found.position().step() + "\"",
            record.app(),
            surroundings.scheduler().now());
  }
}
