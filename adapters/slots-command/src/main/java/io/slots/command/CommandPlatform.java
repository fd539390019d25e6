package io.slots.command;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.local.state.FencingTokens;
import io.slots.local.turn.Turn;
import io.slots.local.turn.Turns;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Restarts, starts and stops instances by commands of the embedder.
 *
 * <pre>{@code
 * try (CommandPlatform commands =
 *     CommandPlatform.builder(Path.of("/var/lib/shop/slots"))
 *         .restart("systemctl", "restart", "shop@{instance}")
 *         .stop("systemctl", "disable", "--now", "shop@{instance}")
 *         .settings(SettingsHandover.ENVIRONMENT_FILE)
 *         .build()) {
 *   // hand it to the engine as restarter and, with stop and addresses, as provisioner
 * }
 * }</pre>
 *
 * <p><em>The command.</em> A program and its arguments, run without a shell. {@code {app} {slot}
 * {instance} {content} {version} {location} {address} {host} {port}} stand for what they say,
 * wherever in a word; {@code {settings}} for the settings file, where there is one. The same is in
 * the environment, as {@code SLOTS_APP}, {@code SLOTS_SLOT}, {@code SLOTS_INSTANCE}, {@code
 * SLOTS_CONTENT_ID}, {@code SLOTS_CONTENT_VERSION}, {@code SLOTS_CONTENT_LOCATION}, {@code
 * SLOTS_ADDRESS}, {@code SLOTS_SETTINGS_FILE}, with {@code SLOTS_OPERATION}, {@code SLOTS_ATTEMPT}
 * and {@code SLOTS_FENCING_TOKEN}: a script reads it there, so that no shell takes apart what comes
 * from outside. A stop knows app and instance only. Of this process's environment a command
 * inherits what {@link CommandPlatformBuilder#inherit} says.
 *
 * <p><em>Its work.</em> A restart or start has the instance run with exactly these settings, in the
 * place of the one that runs under that identity, if one does, and ends with status 0 when it runs.
 * A stop ends it, and ends with status 0 also where there is none. Commands are asked again for
 * what was done already.
 *
 * <p><em>The address</em> is what the command told last by a line {@code
 * SLOTS_ADDRESS=http://10.0.0.7:8080} of its output; without that, the one that a restarted
 * instance had, and {@link CommandPlatformBuilder#addresses} for a new one.
 *
 * <p><em>Failure.</em> Another status, and a command that is not done in time, fail the stage with
 * a {@link CommandFailedException}, which has the end of the output, values of settings masked. All
 * that such a command started is ended with it: its descendants, and on Linux every process of this
 * user that has its {@code SLOTS_COMMAND_ID}. What a command that succeeded leaves running is left
 * alone; its output has to be redirected, for nobody reads it any more.
 *
 * <p><em>Calls</em> for one instance take their turns. A later one takes the place of a start under
 * way, whose stage fails with a {@link io.slots.local.SupersededException}; cancelling the stage's
 * future ends the command too. A call whose fencing token is lower than one seen for its app is
 * refused before anything is touched (S9.4), also if another process saw it that shares the
 * directory; and a command with a lower token that is under way there is ended before another
 * begins for its instance. Processes that share no directory, as on two hosts, know nothing of each
 * other: there the command has to compare {@code SLOTS_FENCING_TOKEN}.
 *
 * <p><em>Crash.</em> A command goes on when this process dies, and is ended by the next call for
 * its instance, on Linux; nothing is started for it before that. So are processes that could not be
 * ended. Settings that a crash left in the directory, the next platform to begin clears away, but
 * for environment files, which are kept until their instance is ended.
 *
 * <p><em>Threading:</em> safe for use by several threads. SPI methods do not block; {@link
 * CommandPlatformBuilder#build} and {@link #close} do, for a bounded time.
 */
public final class CommandPlatform
    implements InstanceRestarter, InstanceProvisioner, AutoCloseable {
  private record Lane(AppName app, Turns turns) {}

  private final Object lock = new Object();
  private final Map<InstanceId, Lane> lanes = new HashMap<>();
  private final Set<Turn<?>> open = new HashSet<>();
  private final Tasks tasks;
  private final CommandRun commands;
  private final Handover handover;
  private final FencingTokens tokens;
  private final Permits permits;
  private final Executor executor;
  private final Executor admissions;
  private final Runnable release;
  private final long closeLimit;
  private boolean closed;

  CommandPlatform(
      Tasks tasks,
      CommandRun commands,
      FencingTokens tokens,
      int concurrency,
      long closeLimit,
      Executor executor,
      Runnable release) {
    this.tasks = tasks;
    this.commands = commands;
    this.handover = tasks.handover();
    this.tokens = tokens;
    this.permits = new Permits(concurrency, executor);
    this.closeLimit = closeLimit;
    this.executor = executor;
    this.admissions = MoreExecutors.newSequentialExecutor(executor);
    this.release = release;
  }

  /**
   * Returns a new builder.
   *
   * @param directory for fencing tokens, settings files and marks of commands under way; made if
   *     need be, for its owner only. Several platforms may share it, of several processes too. It
   *     must be on a local file system
   */
  public static CommandPlatformBuilder builder(Path directory) {
    return new CommandPlatformBuilder(directory);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return enter(() -> tasks.of(restart, call), Turn::givingWay, this::started);
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return enter(() -> tasks.of(provision, call), Turn::givingWay, this::started);
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    return enter(() -> tasks.of(decommission, call), Turn::lasting, this::stopped);
  }

  /** Writes the token down, durably, for all who share the directory. */
  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    try {
      synchronized (lock) {
        requireOpen();
      }
      return CompletableFuture.runAsync(() -> tokens.admit(app, call.fencingToken()), admissions);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What came of a command, or why not. */
  private interface Work<T> {
    T of(Task task, Turn<T> turn, Output output);
  }

  private Instance started(Task task, Turn<Instance> turn, Output output) {
    try {
      return task.answer(output.address())
          .orElseThrow(
              () ->
                  RunningCommand.failed(
                      task,
                      "told no address: a line " + Output.ADDRESS + "http://host:port is missing",
                      0,
                      output));
    } catch (RefusedException e) {
      throw RunningCommand.failed(task, "told an address that is none", 0, output);
    }
  }

  private boolean stopped(Task task, Turn<Boolean> turn, Output output) {
    boolean forgotten =
        tokens.admit(
            task.app(),
            task.fencingToken(),
            () -> {
              handover.forget(task);
              return true;
            });
    // Where calls come in, so that none comes in meanwhile.
    admissions.execute(
        () -> {
          synchronized (lock) {
            lanes.computeIfPresent(
                task.instance(), (id, lane) -> lane.turns().isLatest(turn) ? null : lane);
          }
        });
    return forgotten;
  }

  private <T> CompletableFuture<T> enter(
      Supplier<Task> maker, Function<String, Turn<T>> turns, Work<T> work) {
    Task task;
    Turn<T> turn;
    try {
      task = maker.get();
      turn = turns.apply(task.toString());
      synchronized (lock) {
        requireOpen();
        requireSameApp(task);
        open.add(turn);
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    var unused = turn.answer().whenComplete((value, failure) -> forget(turn));
    // One after another, for a later call has to come later: it is the one that counts.
    admissions.execute(() -> admit(task, turn, work));
    return turn.answer();
  }

  private <T> void admit(Task task, Turn<T> turn, Work<T> work) {
    try {
      tokens.admit(task.app(), task.fencingToken());
      CompletableFuture<T> unused = lane(task).turns().enter(turn, () -> run(task, turn, work));
    } catch (RuntimeException e) {
      executor.execute(() -> turn.settle(null, e));
    }
  }

  private <T> CompletableFuture<T> run(Task task, Turn<T> turn, Work<T> work) {
    return turn.isOver()
        ? turn.answer()
        : permits.run(
            () -> {
              Output output = commands.run(task, turn);
              return work.of(task, turn, output);
            });
  }

  private Lane lane(Task task) {
    synchronized (lock) {
      return lanes.computeIfAbsent(
          task.instance(), id -> new Lane(task.app(), new Turns(executor)));
    }
  }

  private void requireSameApp(Task task) {
    Lane lane = lanes.get(task.instance());
    if (lane != null && !lane.app().equals(task.app())) {
      throw new RefusedException(
          Rule.of(1, 7),
          "instance " + task.instance() + " is one of app " + lane.app() + ", not of " + task.app(),
          "an instance of the app itself");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the command platform is closed");
    }
  }

  private void forget(Turn<?> turn) {
    synchronized (lock) {
      open.remove(turn);
    }
  }

  /**
   * Ends the commands under way, whose stages fail, and waits until they are gone: at most twice
   * the stop deadline and 20 s. Instances are left as they are.
   */
  @Override
  public void close() {
    ImmutableList<Turn<?>> under;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      under = ImmutableList.copyOf(open);
    }
    under.forEach(
        turn -> turn.settle(null, new IllegalStateException("the command platform was closed")));
    try {
      var unused =
          CompletableFuture.supplyAsync(this::lanes, admissions) // behind those that come in
              .thenCompose(CommandPlatform::ends)
              .orTimeout(closeLimit, TimeUnit.MILLISECONDS)
              .join();
    } finally {
      tokens.close();
      release.run();
    }
  }

  private ImmutableList<Lane> lanes() {
    synchronized (lock) {
      return ImmutableList.copyOf(lanes.values());
    }
  }

  private static CompletableFuture<Void> ends(List<Lane> lanes) {
    return CompletableFuture.allOf(
        lanes.stream()
            .map(lane -> lane.turns().append(() -> CompletableFuture.completedFuture(true)))
            .toArray(CompletableFuture<?>[]::new));
  }
}
