package io.slots.process;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.local.SupersededException;
import io.slots.local.process.SettingVariables;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs instances as child processes.
 *
 * <pre>{@code
 * try (ProcessRuntime processes =
 *     ProcessRuntime.builder()
 *         .command(content -> List.of("java", "-jar", content.location()))
 *         .directory(Path.of("state"))
 *         .closeOnShutdown()
 *         .build()) {
 *   // hand it to the engine as restarter and provisioner
 * }
 * }</pre>
 *
 * <p><em>Environment.</em> A process gets the slot's app settings by name, its connection strings
 * by {@linkplain io.slots.settings.ConnectionType#environmentPrefix prefix} and name, and these,
 * which no setting may be called: {@code PORT}, where it is to listen; {@code WEBSITE_SITE_NAME},
 * the app; {@code WEBSITE_SLOT_NAME}, the slot as it is spelled, or {@code Production}; {@code
 * WEBSITE_INSTANCE_ID}; {@code SLOTS_CONTENT_ID} and {@code SLOTS_CONTENT_VERSION}; {@code
 * SLOTS_START_ID}, a random one for each start. Of the environment of this process it inherits what
 * {@link ProcessRuntimeBuilder#inherit} says and nothing else, so that no secret of the
 * orchestrator leaks. A setting has precedence over an inherited variable.
 *
 * <p><em>Start.</em> A start is confirmed when the process accepts a TCP connection at its port. A
 * process that ends before, or that does not listen in time, fails the stage with a {@link
 * StartFailedException}. An instance keeps its port over restarts as long as that is free. Its
 * standard output and error are appended to {@code logs/<instance>.log} in the state directory,
 * with a line before each start; nothing rotates the file. It has no standard input.
 *
 * <p><em>End.</em> The process gets SIGTERM, then what it left behind does, and what is there after
 * the stop deadline is killed. All that it started is ended with it: its descendants, and on Linux
 * every process that has its {@code SLOTS_START_ID}. One that is meant to outlive its instance has
 * to be started without this variable, and not as a descendant.
 *
 * <p><em>Crash.</em> Each process is written down, durably and without settings, before it can be
 * lost. The next runtime of the directory finds it by number and start time, never by name, and
 * does as {@link ProcessRuntimeBuilder#orphans} says. What remains: on Linux, a process that took
 * away {@code SLOTS_START_ID} itself and was started in the moment before the crash; on other
 * platforms, any process started in that moment, which is logged, and descendants whose parents had
 * ended.
 *
 * <p><em>Calls.</em> Those for one instance take their turns. A later one takes the place of a
 * start under way, whose stage fails with a {@link SupersededException}; cancelling the stage's
 * future ends the start too. A call whose fencing token is lower than one seen for its app is
 * refused before anything is touched (S9.4); tokens outlive this runtime as long as the processes'
 * records do, those of a {@linkplain #fence take-over} for ever, in {@code tokens/}: delete that
 * when the store is put back to an older state, whose tokens would be refused.
 *
 * <p><em>Threading:</em> safe for use by several threads. SPI methods do not block; {@link
 * ProcessRuntimeBuilder#build}, {@link #close} and {@link #detach} do, for a bounded time.
 *
 * <p><em>Failure:</em> all failures of the SPI methods come by the stage. No message and no file of
 * the runtime's own holds a value of a setting or an argument; the logs hold what the processes
 * write. On POSIX platforms what is made in the state directory is for its owner only.
 */
public final class ProcessRuntime implements InstanceRestarter, InstanceProvisioner, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProcessRuntime.class);

  private final Object lock = new Object();
  private final Map<InstanceId, InstanceLane> lanes = new HashMap<>();
  private final Fencing fencing = new Fencing();
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
  private final CommandLine commandLine;
  private final Environment environment;
  private final Duration closeLimit;
  private final Tools tools;
  private final Optional<Thread> hook;
  private boolean closing;

  ProcessRuntime(
      ProcessRuntimeBuilder options,
      CommandLine commandLine,
      StateDirectory directory,
      Threads threads) {
    this.commandLine = commandLine;
    environment =
        Environment.inheriting(
            options.inherited, System.getenv(), SettingVariables.platformCharset());
    closeLimit = options.stopDeadline.plus(Ending.KILL_LIMIT).multipliedBy(2);
    Poller poller = new Poller(threads);
    Ending ending = new Ending(threads, poller, options.stopDeadline);
    Listening listening =
        new Listening(
            threads, poller, directory, options.host, options.startDeadline, options.anyListener);
    tools =
        new Tools(
            threads,
            directory,
            options.host,
            new Ports(options.host),
            new Program(options.workingDirectory, Strings.nullToEmpty(System.getenv("PATH"))),
            new Launcher(directory, options.workingDirectory, options.clock),
            listening,
            ending);
    List<ProcessRecord> found = directory.records().readAll();
    found.forEach(record -> fencing.remember(record.app(), record.fencingToken()));
    directory.fences().readAll().forEach(fencing::remember);
    for (Child adopted :
        new Recovery(directory.records(), listening, ending).recover(found, options.orphans)) {
      lanes.put(adopted.record().instance(), InstanceLane.adopting(adopted, tools));
    }
    hook =
        options.closeOnShutdown
            ? Optional.of(new Thread(this::close, "slots-process-shutdown"))
            : Optional.empty();
    hook.ifPresent(Runtime.getRuntime()::addShutdownHook);
  }

  /** Returns a new builder. */
  public static ProcessRuntimeBuilder builder() {
    return new ProcessRuntimeBuilder();
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    int port = restart.instance().address().getPort();
    return start(
        restart.app(),
        restart.slot(),
        restart.content(),
        restart.instance().id(),
        restart.settings(),
        port,
        call);
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return start(
        provision.app(),
        provision.slot(),
        provision.content(),
        provision.instance(),
        provision.settings(),
        0,
        call);
  }

  /** Ends the instance and forgets it; its log is kept. */
  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    InstanceId id = decommission.instanceId().orElseThrow();
    return admit(
        decommission.app(),
        id,
        call,
        () -> {
          InstanceLane lane = lanes.get(id);
          return lane == null
              ? CompletableFuture.completedFuture(true)
              : lane.end(() -> forget(lane));
        });
  }

  /** Writes the token down, durably, so that the next runtime of the directory knows it too. */
  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    try {
      synchronized (lock) {
        requireOpen();
        fencing.admit(app, call.fencingToken());
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.runAsync(
        () -> tools.directory().fences().admit(app, call.fencingToken()),
        tools.threads().executor());
  }

  /** The instance, with its address, if it runs and its start was confirmed. */
  public Optional<Instance> instance(InstanceId id) {
    InstanceLane lane;
    synchronized (lock) {
      lane = lanes.get(id);
    }
    return Optional.ofNullable(lane).flatMap(InstanceLane::running).map(RunningProcess::instance);
  }

  /** All instances that run and whose start was confirmed, in no particular order. */
  public List<RunningProcess> running() {
    return lanes().stream()
        .flatMap(lane -> lane.running().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Ends all instances, as {@link #decommission} does, and waits until they are gone: at most twice
   * the stop deadline and 20 s. Closing again waits for the first time to end.
   *
   * @throws StopFailedException if processes are left; all else is closed and released
   */
  @Override
  public void close() {
    shutDown(lane -> lane.end(() -> forget(lane)));
  }

  /**
   * Closes the runtime and leaves the instances running, for a later runtime of the same directory
   * to adopt. A start under way is ended, for it was not confirmed to anybody.
   *
   * <p>A terminal's Ctrl-C reaches every process of its foreground group, instances too; whoever
   * wants them to survive that starts them through {@code setsid}.
   *
   * @throws StopFailedException if a start under way cannot be ended
   */
  public void detach() {
    shutDown(InstanceLane::leave);
  }

  private CompletableFuture<Instance> start(
      AppName app,
      SlotName slot,
      Content content,
      InstanceId id,
      Settings settings,
      int port,
      Call call) {
    Launch launch;
    try {
      launch =
          new Launch(
              app,
              slot,
              content,
              id,
              Program.words(commandLine.of(content)),
              environment.of(app, slot, content, id, settings),
              port,
              call.fencingToken());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    return admit(
        app,
        id,
        call,
        () -> lanes.computeIfAbsent(id, i -> new InstanceLane(app, id, tools)).start(launch));
  }

  /** Lets a call in, or fails with why not; {@code enter} is called under the lock. */
  private <T> CompletableFuture<T> admit(
      AppName app, InstanceId id, Call call, Supplier<CompletableFuture<T>> enter) {
    try {
      synchronized (lock) {
        requireOpen();
        InstanceLane lane = lanes.get(id);
        if (lane != null && !lane.app().equals(app)) {
          throw new RefusedException(
              Rule.of(1, 7),
              "instance " + id + " is one of app " + lane.app() + ", not of " + app,
              "an instance of the app itself");
        }
        fencing.admit(app, call.fencingToken());
        return enter.get();
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void requireOpen() {
    if (closing) {
      throw new IllegalStateException("the process runtime is closed");
    }
  }

  private void forget(InstanceLane lane) {
    synchronized (lock) {
      lanes.remove(lane.id(), lane);
      lane.releasePort();
    }
  }

  private List<InstanceLane> lanes() {
    synchronized (lock) {
      return ImmutableList.copyOf(lanes.values());
    }
  }

  private void shutDown(Function<InstanceLane, CompletableFuture<?>> last) {
    boolean first;
    synchronized (lock) {
      first = !closing;
      closing = true;
    }
    if (!first) {
      await(closed);
      return;
    }
    try {
      await(CompletableFuture.allOf(lanes().stream().map(last).toArray(CompletableFuture[]::new)));
    } finally {
      tools.threads().close();
      hook.ifPresent(ProcessRuntime::remove);
      try {
        tools.directory().close();
      } finally {
        closed.complete(true);
      }
    }
  }

  private static void remove(Thread hook) {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("The process is shutting down: the hook runs already, and waits for this", e);
    }
  }

  private void await(CompletableFuture<?> future) {
    try {
      Object unused =
          Uninterruptibles.getUninterruptibly(future, closeLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SlotsException known
          ? known
          : new IllegalStateException("the runtime did not close cleanly", e);
    } catch (TimeoutException e) {
      throw new StopFailedException("not all instances have ended within " + closeLimit);
    }
  }
}
