package io.slots.testkit;

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
 * real platform forbids, such as a restart of an instance that does not exist, or two at once.
 */
public final class FakePlatform implements InstanceRestarter, InstanceProvisioner, HealthProbe {
  private final World world;
  private final Map<InstanceId, Running> running = new LinkedHashMap<>();
  private final Map<InstanceId, Call> restarting = new HashMap<>();
  private final Map<AppName, Long> tokens = new HashMap<>();
  private Duration restartTakes = Duration.ofSeconds(1);
  private final Set<InstanceId> dead = new HashSet<>();
  private final Map<InstanceId, Set<String>> answered = new HashMap<>();
  private final Set<InstanceId> down = new HashSet<>();
  private final Set<InstanceId> silent = new HashSet<>();
  private final Map<InstanceId, Long> turns = new HashMap<>();
  private final Map<InstanceId, Long> turnsDone = new HashMap<>();
  private boolean allowsOverlap;
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

  /** The paths that the instance has answered since it was started last. */
  public Set<String> answeredSinceStart(InstanceId id) {
    return Set.copyOf(answered.getOrDefault(id, Set.of()));
  }

  /** Whether the instance has answered all these paths since it was started last. */
  public boolean hasAnswered(InstanceId id, Set<String> paths) {
    return answered.getOrDefault(id, Set.of()).containsAll(paths);
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

  /** Whether the instance is being started at present, so that nobody answers. */
  public boolean isDown(InstanceId id) {
    return down.contains(id);
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    admit(provision.app(), provision, call);
    InstanceId id = provision.instance();
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
      throw new IllegalStateException("there is no instance " + id);
    }
    Call other = restarting.put(id, call);
    if (other != null
        && other.operation().equals(call.operation())
        && other.fencingToken() == call.fencingToken()
        && !allowsOverlap) {
      throw new IllegalStateException("instance " + id + " is being restarted already");
    }
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
              () -> restarted(restart, turn.get()),
              answer -> Optional.empty());
    } catch (RuntimeException e) {
      restarting.remove(id, call);
      throw e;
    }
    return restarted.whenComplete((instance, error) -> restarting.remove(id, call));
  }

  private Instance restarted(Restart restart, long turn) {
    InstanceId id = restart.instance().id();
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

  /**
   * Lets an instance be restarted while it is being restarted, as after a call that was given up.
   */
  public void allowOverlappingRestarts() {
    allowsOverlap = true;
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    admit(decommission.app(), decommission, call);
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

  /** Whoever responds with an error has responded. */
  private ProbeAnswer noted(Probe probe, ProbeAnswer answer) {
    if (answer instanceof ProbeAnswer.Responded) {
      changes++;
      answered.computeIfAbsent(probe.instance().id(), it -> new HashSet<>()).add(probe.path());
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
      world.fenced(effect, call);
    }
    requireNotOld(app, call);
    tokens.put(app, call.fencingToken());
  }
}
