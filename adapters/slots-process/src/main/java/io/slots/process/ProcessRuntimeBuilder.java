package io.slots.process;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.local.StateDirectoryException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ProcessRuntime}. For use by one thread. */
public final class ProcessRuntimeBuilder {
  private static final ImmutableSet<String> INHERITED =
      ImmutableSet.of("PATH", "HOME", "LANG", "LC_*", "TZ", "TMPDIR", "JAVA_HOME");

  private @Nullable CommandLine commandLine;
  private @Nullable Path directory;
  Path workingDirectory = Path.of("").toAbsolutePath();
  InetAddress host = InetAddresses.forString("127.0.0.1");
  Duration startDeadline = Duration.ofSeconds(230);
  Duration stopDeadline = Duration.ofSeconds(10);
  OrphanPolicy orphans = OrphanPolicy.END;
  Set<String> inherited = INHERITED;
  boolean anyListener;
  boolean closeOnShutdown;
  Clock clock = Clock.systemUTC();
  private @Nullable Executor executor;
  private @Nullable ScheduledExecutorService scheduler;

  ProcessRuntimeBuilder() {}

  /** Which command runs a content. Required. */
  public ProcessRuntimeBuilder command(CommandLine commandLine) {
    this.commandLine = commandLine;
    return this;
  }

  /**
   * Where the runtime keeps records and logs; made if need be. Required. One runtime at a time has
   * it; it must be on a local file system.
   */
  public ProcessRuntimeBuilder directory(Path directory) {
    this.directory = directory;
    return this;
  }

  /** The directory in which processes start; this process's own unless said otherwise. */
  public ProcessRuntimeBuilder workingDirectory(Path workingDirectory) {
    this.workingDirectory = workingDirectory.toAbsolutePath();
    return this;
  }

  /**
   * The address of this machine at which instances are reached; 127.0.0.1. A process is not told
   * it: one that listens at all addresses listens there too.
   *
   * @throws RefusedException if it stands for any address
   */
  public ProcessRuntimeBuilder host(InetAddress host) {
    if (host.isAnyLocalAddress()) {
      throw new RefusedException(
          Rule.of(1, 3),
          "host " + host.getHostAddress() + ", which stands for any address",
          "one address at which instances are reached");
    }
    this.host = host;
    return this;
  }

  /**
   * How long a process may take to listen; 230 s, the time that Azure gives a container to start.
   *
   * @throws RefusedException unless it is more than zero and at most 30 days
   */
  public ProcessRuntimeBuilder startDeadline(Duration startDeadline) {
    this.startDeadline = inRange("start", startDeadline);
    return this;
  }

  /**
   * How long a process may take to end when it is asked, before it is killed; 10 s.
   *
   * @throws RefusedException unless it is more than zero and at most 30 days
   */
  public ProcessRuntimeBuilder stopDeadline(Duration stopDeadline) {
    this.stopDeadline = inRange("stop", stopDeadline);
    return this;
  }

  /** What becomes of what an earlier runtime left running; {@link OrphanPolicy#END}. */
  public ProcessRuntimeBuilder orphans(OrphanPolicy orphans) {
    this.orphans = orphans;
    return this;
  }

  /**
   * Which variables of this process's environment instances inherit, where {@code *} at the end
   * stands for anything; in the place of {@code PATH HOME LANG LC_* TZ TMPDIR JAVA_HOME}.
   */
  public ProcessRuntimeBuilder inherit(String... names) {
    this.inherited = ImmutableSet.copyOf(names);
    return this;
  }

  /**
   * Accepts that another process listens for the instance's, as Docker's does for {@code docker
   * run}. Otherwise a start fails, where the platform tells, if the one who listens is not the
   * instance's process or one that it started.
   */
  public ProcessRuntimeBuilder acceptAnyListener() {
    this.anyListener = true;
    return this;
  }

  /**
   * Closes the runtime when the JVM shuts down, by Ctrl-C or otherwise, if it was not closed
   * before.
   */
  public ProcessRuntimeBuilder closeOnShutdown() {
    this.closeOnShutdown = true;
    return this;
  }

  /** Tells the time that stands in the logs; the system's. */
  public ProcessRuntimeBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Runs what blocks for a short time: starting, writing, connecting. Must not run a task on the
   * thread that hands it over, and is not closed. Unless said otherwise the runtime has eight of
   * its own.
   */
  public ProcessRuntimeBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Keeps time; is not closed. Unless said otherwise the runtime has one of its own. */
  public ProcessRuntimeBuilder scheduler(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
    return this;
  }

  /**
   * Takes the directory, ends or adopts what an earlier runtime left, and returns the runtime.
   * Blocks until what is to be ended is gone, at most for the stop deadline and 15 s.
   *
   * @throws IllegalStateException if command or directory is missing
   * @throws StateDirectoryException if the directory is in use or damaged; nothing was ended
   * @throws StopFailedException if an orphan cannot be ended
   */
  public ProcessRuntime build() {
    CommandLine command = required(commandLine, "command");
    StateDirectory state = StateDirectory.open(required(directory, "directory"));
    Threads threads = new Threads(Optional.ofNullable(executor), Optional.ofNullable(scheduler));
    try {
      return new ProcessRuntime(this, command, state, threads);
    } catch (RuntimeException | Error e) {
      threads.close();
      state.close();
      throw e;
    }
  }

  private static Duration inRange(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(30)) > 0) {
      throw new RefusedException(
          Rule.of(4, 11), name + " deadline of " + value, "more than zero, 30 days at most");
    }
    return value;
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException(name + "(…) is required");
    }
    return value;
  }
}
