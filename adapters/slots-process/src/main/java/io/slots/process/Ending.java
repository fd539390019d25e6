package io.slots.process;

import io.slots.local.process.ProcessTree;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Ends processes, politely and then firmly. The first of a tree is asked first, for it knows best
 * how to end what it started; what it leaves behind is asked next; what is still there at the stop
 * deadline is killed.
 */
final class Ending {
  /** How long a killed process may take to be gone. */
  static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Threads threads;
  private final Poller poller;
  private final Duration stopDeadline;

  Ending(Threads threads, Poller poller, Duration stopDeadline) {
    this.threads = threads;
    this.poller = poller;
    this.stopDeadline = stopDeadline;
  }

  /** Completes when no process of {@code tree} is left. */
  CompletableFuture<Boolean> end(ProcessTree tree) {
    AtomicBoolean firmly = new AtomicBoolean();
    boolean unusedRound = tree.end(false);
    var deadline =
        threads
            .scheduler()
            .schedule(() -> firmly.set(true), stopDeadline.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<Boolean> gone =
        poller.poll(
            () -> tree.end(firmly.get()) ? Optional.of(true) : Optional.empty(),
            stopDeadline.plus(KILL_LIMIT),
            () -> new StopFailedException("killed but still there: " + pids(tree)));
    var unused = gone.whenComplete((value, failure) -> deadline.cancel(false));
    return gone;
  }

  private static String pids(ProcessTree tree) {
    return tree.living().stream()
        .map(process -> "pid " + process.pid())
        .collect(Collectors.joining(", "));
  }
}
