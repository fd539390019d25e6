package io.slots.process;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.local.turn.Turn;
import io.slots.local.turn.Turns;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance: the process that it is, and its calls, which take their turns one after another.
 *
 * <p>Turns are chained stages, so that no thread waits. Only turns write {@code child}, {@code
 * serving} and {@code port}, hence one at a time.
 */
final class InstanceLane {
  private static final Logger log = LoggerFactory.getLogger(InstanceLane.class);

  private final AppName app;
  private final InstanceId id;
  private final Tools tools;
  private final Executor executor;

  private final Turns turns;

  private volatile @Nullable Child child;
  private volatile @Nullable Child serving;
  private volatile int port;

  InstanceLane(AppName app, InstanceId id, Tools tools) {
    this.app = app;
    this.id = id;
    this.tools = tools;
    this.executor = tools.threads().executor();
    this.turns = new Turns(executor);
  }

  /** Takes over a process that listens. */
  static InstanceLane adopting(Child adopted, Tools tools) {
    ProcessRecord record = adopted.record();
    InstanceLane lane = new InstanceLane(record.app(), record.instance(), tools);
    lane.child = adopted;
    lane.port = record.port();
    tools.ports().promise(record.port());
    lane.serve(adopted);
    return lane;
  }

  AppName app() {
    return app;
  }

  InstanceId id() {
    return id;
  }

  /** The process that serves, if one does. */
  Optional<RunningProcess> running() {
    Child current = serving;
    if (current == null || !current.lives()) {
      return Optional.empty();
    }
    ProcessRecord record = current.record();
    return Optional.of(
        new RunningProcess(
            record.app(),
            record.slot(),
            current.instance(tools.host()),
            record.content(),
            record.contentVersion(),
            current.handle().pid(),
            tools.directory().log(id)));
  }

  /** Ends what runs, and starts anew; gives way to a later call. */
  CompletableFuture<Instance> start(Launch launch) {
    Turn<Instance> turn = Turn.givingWay(launch.toString());
    return turns.enter(turn, () -> replace(launch, turn));
  }

  /** Ends what runs; {@code whenGone} is run before the answer, unless there is a later call. */
  CompletableFuture<Boolean> end(Runnable whenGone) {
    Turn<Boolean> turn = Turn.lasting("end of " + id);
    return turns.enter(turn, () -> endChild().thenApply(gone -> finish(turn, whenGone)));
  }

  /** Leaves what serves as it is, and has nothing to do with it any more. */
  CompletableFuture<Boolean> leave() {
    Turn<Boolean> turn = Turn.lasting("leave of " + id);
    return turns.enter(
        turn,
        () -> {
          if (serving == null) {
            return endChild(); // not confirmed, or dead
          }
          serving = null;
          child = null;
          return CompletableFuture.completedFuture(true);
        });
  }

  /** Gives the port back. */
  void releasePort() {
    tools.ports().release(port);
    port = 0;
  }

  private boolean finish(Turn<?> turn, Runnable whenGone) {
    if (turns.isLatest(turn)) {
      whenGone.run();
    }
    return true;
  }

  private CompletableFuture<Instance> replace(Launch launch, Turn<Instance> turn) {
    if (turn.isOver()) {
      return turn.answer();
    }
    tools.program().find(launch.program());
    return endChild()
        .thenComposeAsync(gone -> turn.isOver() ? turn.answer() : launch(launch, turn), executor);
  }

  private CompletableFuture<Instance> launch(Launch launch, Turn<Instance> turn) {
    int preferred = port > 0 ? port : launch.preferredPort();
    releasePort();
    port = tools.ports().choose(preferred);
    Child begun = tools.launcher().launch(launch, port);
    child = begun;
    Child started;
    try {
      started = tools.launcher().writeDown(begun);
    } catch (RuntimeException e) {
      return abandon(turn, e);
    }
    child = started;
    CompletableFuture<Boolean> up = tools.listening().await(started);
    var unused = turn.answer().whenComplete((value, failure) -> up.cancel(false));
    return up.thenApplyAsync(listens -> serve(started), executor)
        .exceptionallyComposeAsync(failure -> abandon(turn, failure), executor);
  }

  private Instance serve(Child started) {
    serving = started;
    var unused = started.exit().thenRunAsync(() -> bury(started), executor);
    return started.instance(tools.host());
  }

  private CompletableFuture<Instance> abandon(Turn<?> turn, Throwable failure) {
    int failed = port;
    return endChild()
        .handle(
            (gone, second) -> {
              if (second != null) {
                Turn.unwrap(failure).addSuppressed(Turn.unwrap(second));
              }
              if (!turn.isOver() && failed == port) {
                // It may be the port's fault, so that the next start had better have another.
                releasePort();
              }
              throw new CompletionException(Turn.unwrap(failure));
            });
  }

  private CompletableFuture<Boolean> endChild() {
    Child current = child;
    serving = null;
    if (current == null) {
      return CompletableFuture.completedFuture(true);
    }
    return tools
        .ending()
        .end(current.tree())
        .thenApplyAsync(
            gone -> {
              tools.directory().records().delete(id);
              child = null;
              return true;
            },
            executor);
  }

  /** Clears away what is left of a process that nobody ended. */
  private void bury(Child dead) {
    if (!dead.equals(serving)) {
      return; // it is being ended
    }
    var unused =
        turns
            .append(
                () -> {
                  if (!dead.equals(child)) {
                    return CompletableFuture.completedFuture(true);
                  }
                  log.warn(
                      "{} {} by itself; what it wrote is in {}",
                      dead.name(),
                      dead.ending(),
                      tools.directory().log(id));
                  return endChild();
                })
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.warn("What {} started could not be ended", dead.name(), failure);
                  }
                });
  }
}
