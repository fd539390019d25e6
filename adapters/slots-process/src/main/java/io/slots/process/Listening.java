package io.slots.process;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.slots.local.process.Proc;
import io.slots.local.turn.Turn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a child listens at its port: somebody accepts a connection there, the child
 * lives, and, where the platform tells who listens, it is the child or a process that it started.
 */
final class Listening {
  private static final Logger log = LoggerFactory.getLogger(Listening.class);
  private static final int CONNECT_MILLIS = 1_000;
  private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(5);

  private final Threads threads;
  private final Poller poller;
  private final StateDirectory directory;
  private final InetAddress host;
  private final Duration startDeadline;
  private final boolean anyListener;

  /**
   * @param anyListener whether it is good if another process listens for the child
   */
  Listening(
      Threads threads,
      Poller poller,
      StateDirectory directory,
      InetAddress host,
      Duration startDeadline,
      boolean anyListener) {
    this.threads = threads;
    this.poller = poller;
    this.directory = directory;
    this.host = host;
    this.startDeadline = startDeadline;
    this.anyListener = anyListener;
  }

  /** Completes when the child listens; fails when it has ended, or does not listen in time. */
  CompletableFuture<Boolean> await(Child child) {
    CompletableFuture<Boolean> up =
        poller.poll(
            () -> look(child),
            startDeadline,
            () -> failure(child, "did not listen at port %d within " + startDeadline));
    var unused =
        child
            .exit()
            .thenRunAsync(
                () ->
                    up.completeExceptionally(
                        failure(child, child.ending() + " before it listened at port %d")),
                threads.executor());
    return up;
  }

  /**
   * Completes with whether a child that was started long ago listens. It is asked for a while, for
   * a single connection may fail on a busy machine.
   */
  CompletableFuture<Boolean> stillListens(Child child) {
    return poller
        .poll(
            () -> child.lives() ? look(child) : Optional.of(false),
            ADOPTION_LIMIT,
            () -> failure(child, "did not listen at port %d within " + ADOPTION_LIMIT))
        .exceptionally(
            failure -> {
              log.warn("Not adopted: {}", Turn.unwrap(failure).getMessage());
              return false;
            });
  }

  private Optional<Boolean> look(Child child) {
    if (!accepts(child.record().port()) || !child.lives()) {
      return Optional.empty();
    }
    if (isForeign(child)) {
      throw failure(child, "does not listen at port %d, which another process took meanwhile");
    }
    return Optional.of(true);
  }

  private boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false; // nobody yet
    }
  }

  /** Says whether it is certain that the one who listens is not of the child's. */
  private boolean isForeign(Child child) {
    ImmutableSet<String> listeners = Proc.listeners(child.record().port());
    if (anyListener || listeners.isEmpty()) {
      return false;
    }
    for (long pid : child.tree().pids()) {
      Optional<ImmutableSet<String>> sockets = Proc.sockets(pid);
      if (sockets.isEmpty() || !Sets.intersection(sockets.get(), listeners).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private StartFailedException failure(Child child, String what) {
    return new StartFailedException(
        child.name()
            + " "
            + String.format(what, child.record().port())
            + "; what it wrote is in "
            + directory.log(child.record().instance()));
  }
}
