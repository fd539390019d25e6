package io.slots.testkit;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.effect.ShowToken;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A platform in memory: makes, restarts, probes and ends instances. Strict: it forbids what some
 * real platform forbids, unless it is told otherwise. A call that it forbids throws, changes
 * nothing, and stands in {@link SlotsTestKit#history()}.
 *
 * <table>
 *   <caption>What it forbids</caption>
 *   <tr><th>forbidden</th><th>allowed by</th></tr>
 *   <tr><td>to restart an instance while the same operation's restart of it is under way, as platforms
 *       that lock an instance while they work on it do (P3)</td><td>{@link #allowOverlappingRestarts()}</td></tr>
 *   <tr><td>to end an instance that a route still leads to, as load balancers with registered
 *       targets do</td><td>{@link #allowEndingRoutedInstances()}</td></tr>
 *   <tr><td>to start another content under the id of an instance that runs, as registries of names
 *       do</td><td>{@link #allowReusedInstanceIds()}</td></tr>
 *   <tr><td>to restart an instance that does not exist</td><td>nothing</td></tr>
 *   <tr><td>whatever has an older fencing token than a call before (S9.4)</td><td>nothing</td></tr>
 * </table>
 *
 * <p>By itself everything succeeds: a start and a restart in 1 s, a probe with 200 in 10 ms.
 */
public final class FakePlatform implements InstanceRestarter, InstanceProvisioner, HealthProbe {
  private final World world;
  private final Map<InstanceId, Running> running = new LinkedHashMap<>();
  private final Map<InstanceId, Call> restarting = new HashMap<>();
  private final Map<AppName, Long> tokens = new HashMap<>();
  private Duration restartTakes = Duration.ofSeconds(1);
  private final Set<InstanceId> dead = new HashSet<>();
  private final Map<InstanceId, SetMultimap<String, Integer>> answered = new HashMap<>();
  private final Set<InstanceId> down = new HashSet<>();
  private final Set<InstanceId> silent = new HashSet<>();
  private final Map<InstanceId, Long> turns = new HashMap<>();
  private final Map<InstanceId, Long> turnsDone = new HashMap<>();
  private boolean allowsOverlap;
  private boolean allowsEndingRouted;
  private boolean allowsReusedIds;
  private boolean restartsMove;
  private int ports = 20_000;
  private long changes;

  FakePlatform(World world) {
    this.world = world;
  }

  /**
   * An instance, and what it runs with.
   *
   * @param instance where it listens
   * @param app whose it is
   * @param slot as which slot's instance it runs
   * @param content what it runs
   * @param settings what it was given; secret
   * @param restarts how often it was restarted
   */
  public record Running(
      Instance instance,
      AppName app,
      SlotName slot,
      Content content,
      Settings settings,
      int restarts) {}

  /** The paths that the instance has answered since it was started last, with whatever status. */
  public Set<String> answeredSinceStart(InstanceId id) {
    return Set.copyOf(statusesSinceStart(id).keySet());
  }

  /** Whether the instance has answered all these paths since it was started last. */
  public boolean hasAnswered(InstanceId id, Set<String> paths) {
    SetMultimap<String, Integer> statuses = answered.get(id);
    return paths.isEmpty() || (statuses != null && statuses.keySet().containsAll(paths));
  }

  /** With which statuses the instance has answered each path since it was started last. */
  public Map<String, Set<Integer>> statusesSinceStart(InstanceId id) {
    SetMultimap<String, Integer> statuses = answered.get(id);
    return statuses == null ? Map.of() : Multimaps.asMap(statuses);
  }

  /** How often anything has changed that can be seen here. */
  public long changes() {
    return changes;
  }

  /** How long a start and a restart take; 1 s unless said otherwise. */
  public void restartTakes(Duration duration) {
    restartTakes = duration;
  }

  /** All instances that run. */
  public Map<InstanceId, Running> running() {
    return Map.copyOf(running);
  }

  /** The instance that runs, if it does. */
  public Optional<Running> running(InstanceId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** The instance dies. It answers no probe until it is restarted. */
  public void kill(InstanceId id) {
    changes++;
    dead.add(id);
  }

  /** The instance takes connections and says nothing from now on: probes of it time out. */
  public void silence(InstanceId id) {
    silent.add(id);
  }

  /** The address of an instance is another one after each restart. */
  public void restartsMove() {
    restartsMove = true;
  }

  /**
   * Lets an instance be restarted while the same operation's restart of it is under way; the later
   * call takes the place of the earlier, as {@link io.slots.spi.InstanceRestarter#restart} has it.
   *
   * <p>That it is forbidden otherwise is a check of the engine, not of what a platform has to do:
   * by P3 there is one call under way for an instance at a time, <em>except after one that the
   * engine gave up on</em>. So allow it in a test where a restart hangs or takes longer than its
   * limit, as then the engine restarts the instance again to put it back. Another engine that has
   * taken the operation over, and another operation, may always do so.
   */
  public void allowOverlappingRestarts() {
    allowsOverlap = true;
  }

  /** Lets an instance be ended while a route leads to it. */
  public void allowEndingRoutedInstances() {
    allowsEndingRouted = true;
  }

  /** Lets an instance that runs be replaced by one of the same id and other content. */
  public void allowReusedInstanceIds() {
    allowsReusedIds = true;
  }

  /** Whether the instance is being started at present, so that nobody answers. */
  public boolean isDown(InstanceId id) {
    return down.contains(id);
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    admit(provision.app(), provision, call);
    InstanceId id = provision.instance();
    Running holder = running.get(id);
    if (holder != null && !holder.content().equals(provision.content()) && !allowsReusedIds) {
      throw world.refuse(
          provision,
          call,
          "instance " + id + " runs " + holder.content().version() + " already; end it first");
    }
    AtomicLong turn = new AtomicLong();
    return world.perform(
        provision,
        call,
        restartTakes,
        () -> turn.set(takeTurn(id)),
        () -> {
          requireTurn(id, turn.get());
          Running before = running.get(id);
          if (isDone(id, turn.get()) && before != null) {
            return before.instance();
          }
          Instance instance = Instance.of(id, newAddress());
          down.remove(id);
          answered.remove(id);
          running.put(
              id,
              new Running(
                  instance,
                  provision.app(),
                  provision.slot(),
                  provision.content(),
                  provision.settings(),
                  0));
          return instance;
        },
        answer -> Optional.empty());
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    InstanceId id = restart.instance().id();
    admit(restart.app(), restart, call);
    if (!running.containsKey(id)) {
      throw world.refuse(restart, call, "there is no instance " + id);
    }
    Call other = restarting.get(id);
    if (other != null
        && other.operation().equals(call.operation())
        && other.fencingToken() == call.fencingToken()
        && !allowsOverlap) {
      throw world.refuse(restart, call, "instance " + id + " is being restarted already");
    }
    restarting.put(id, call);
    AtomicLong turn = new AtomicLong();
    CompletionStage<Instance> restarted;
    try {
      restarted =
          world.perform(
              restart,
              call,
              restartTakes,
              () -> {
                turn.set(takeTurn(id));
                down.add(id);
              },
              () -> restarted(restart, call, turn.get()),
              answer -> Optional.empty());
    } catch (RuntimeException e) {
      restarting.remove(id, call);
      throw e;
    }
    return restarted.whenComplete((instance, error) -> restarting.remove(id, call));
  }

  /** Whether or not the engine ever hears of it, the restart is over. */
  private Instance restarted(Restart restart, Call call, long turn) {
    InstanceId id = restart.instance().id();
    restarting.remove(id, call);
    requireTurn(id, turn);
    Running before = running.get(id);
    if (before == null) {
      throw new IllegalStateException("there is no instance " + id);
    }
    if (isDone(id, turn)) {
      return before.instance();
    }
    Instance instance = restartsMove ? Instance.of(id, newAddress()) : before.instance();
    down.remove(id);
    dead.remove(id);
    answered.remove(id);
    running.put(
        id,
        new Running(
            instance,
            restart.app(),
            restart.slot(),
            restart.content(),
            restart.settings(),
            before.restarts() + 1));
    return instance;
  }

  private URI newAddress() {
    return URI.create("http://127.0.0.1:" + ports++);
  }

  /** A call for an instance that reaches the platform takes the place of the one before. */
  private long takeTurn(InstanceId id) {
    changes++;
    return turns.merge(id, 1L, Long::sum);
  }

  /** A call that is repeated is done once. */
  private boolean isDone(InstanceId id, long turn) {
    changes++;
    Long done = turnsDone.put(id, turn);
    return done != null && done == turn;
  }

  private void requireTurn(InstanceId id, long turn) {
    if (turns.getOrDefault(id, 0L) != turn) {
      throw new IllegalStateException("another call for " + id + " has taken this one's place");
    }
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    admit(decommission.app(), decommission, call);
    Set<SlotName> serving = world.serving(decommission.instance());
    if (!serving.isEmpty() && !allowsEndingRouted) {
      throw world.refuse(
          decommission,
          call,
          "instance " + decommission.instance() + " still serves requests of " + serving);
    }
    return world.perform(
        decommission,
        call,
        Duration.ZERO,
        () -> takeTurn(decommission.instance()),
        () -> {
          changes++;
          down.remove(decommission.instance());
          running.remove(decommission.instance());
          return decommission.instance();
        },
        answer -> Optional.empty());
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    boolean silence = silent.contains(probe.instance().id());
    return world.perform(
        probe,
        call,
        silence ? probe.timeout() : Duration.ofMillis(10),
        () -> {},
        () -> silence ? new ProbeAnswer.TimedOut() : answer(probe),
        prescribed -> Optional.of(noted(probe, prescribed)));
  }

  private ProbeAnswer noted(Probe probe, ProbeAnswer answer) {
    if (answer instanceof ProbeAnswer.Responded responded) {
      changes++;
      answered
          .computeIfAbsent(probe.instance().id(), it -> HashMultimap.create())
          .put(probe.path(), responded.status());
    }
    return answer;
  }

  private ProbeAnswer answer(Probe probe) {
    InstanceId id = probe.instance().id();
    Running asked = running.get(id);
    if (asked == null
        || dead.contains(id)
        || down.contains(id)
        || !asked.instance().address().equals(probe.instance().address())) {
      return new ProbeAnswer.Unreachable("connection refused");
    }
    return noted(probe, new ProbeAnswer.Responded(200));
  }

  /** The engine has died, and with it every call that it had under way. */
  void forgetCallsUnderWay() {
    restarting.clear();
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    ShowToken effect = new ShowToken(app);
    if (isOld(app, call)) {
      world.fenced(effect, call);
    }
    return world.perform(
        effect,
        call,
        Duration.ofMillis(1),
        () -> {
          requireNotOld(app, call);
          tokens.put(app, call.fencingToken());
          return app;
        });
  }

  private boolean isOld(AppName app, Call call) {
    return call.fencingToken() < tokens.getOrDefault(app, Long.MIN_VALUE);
  }

  private void requireNotOld(AppName app, Call call) {
    if (isOld(app, call)) {
      throw new IllegalStateException(
          "fencing token " + call.fencingToken() + " is older than " + tokens.get(app));
    }
  }

  private void admit(AppName app, Effect effect, Call call) {
    if (isOld(app, call)) {
      throw world.fenceOut(effect, call, tokens.getOrDefault(app, Long.MIN_VALUE));
    }
    tokens.put(app, call.fencingToken());
  }
}
