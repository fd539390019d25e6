package io.slots.testkit;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.effect.ShowToken;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A router in memory, which remembers every table that was in force. Strict: it refuses what some
 * real router refuses, unless it is told otherwise.
 *
 * <table>
 *   <caption>What it refuses</caption>
 *   <tr><th>refused</th><th>allowed by</th></tr>
 *   <tr><td>a table for a host that is another app's</td><td>{@link #allowSharedHosts()}</td></tr>
 *   <tr><td>a table with two routes for one host or slot, two addresses for one instance, or shares
 *       for a slot without a route or of more than 100 %</td><td>nothing</td></tr>
 *   <tr><td>a table that is older than the one in force, or another of the same generation; whatever
 *       has an older fencing token than a call before (S9.4)</td><td>nothing</td></tr>
 * </table>
 *
 * <p>By itself every other table is in force after 1 ms, and no instance has a request in flight.
 */
public final class FakeRouter implements Router {
  private final World world;
  private final Map<AppName, RoutingTable> inForce = new HashMap<>();
  private final Map<AppName, Map<InstanceId, Set<SlotName>>> serving = new HashMap<>();
  private final Map<AppName, Long> tokens = new HashMap<>();
  private final Map<InstanceId, Integer> inFlight = new HashMap<>();
  private final List<RoutingTable> published = new ArrayList<>();
  private final List<Switch> switches = new ArrayList<>();
  private int changes;
  private boolean allowsSharedHosts;
  private Optional<String> refusal = Optional.empty();

  FakeRouter(World world) {
    this.world = world;
    world.servedBy(this::serving);
  }

  /** A table that came into force, the one before it, and on whose behalf. */
  record Switch(Optional<RoutingTable> before, RoutingTable after, OperationId operation) {}

  /** Every table that came into force, with what was before. */
  List<Switch> switches() {
    return switches;
  }

  /** The slots whose requests go to the instance: by their own host, or by a share of another's. */
  private Set<SlotName> serving(InstanceId instance) {
    Set<SlotName> found = ImmutableSet.of();
    for (Map<InstanceId, Set<SlotName>> ofApp : serving.values()) {
      Set<SlotName> slots = ofApp.getOrDefault(instance, ImmutableSet.of());
      found = found.isEmpty() ? slots : Sets.union(found, slots).immutableCopy();
    }
    return found;
  }

  private static Map<InstanceId, Set<SlotName>> servedBy(RoutingTable table) {
    Map<InstanceId, Set<SlotName>> serving = new HashMap<>();
    for (Route route : table.routes()) {
      note(route.instances(), route.slot(), serving);
      for (TrafficShare share : route.shares()) {
        if (share.perMille() > 0) {
          table.route(share.slot()).ifPresent(it -> note(it.instances(), route.slot(), serving));
        }
      }
    }
    return serving;
  }

  private static void note(
      List<Instance> instances, SlotName slot, Map<InstanceId, Set<SlotName>> serving) {
    for (Instance instance : instances) {
      serving.merge(
          instance.id(),
          ImmutableSet.of(slot),
          (some, more) ->
              ImmutableSortedSet.<SlotName>naturalOrder().addAll(some).addAll(more).build());
    }
  }

  /** Every table that came into force, oldest first. */
  public List<RoutingTable> published() {
    return List.copyOf(published);
  }

  /** How often another table came into force. */
  public int changes() {
    return changes;
  }

  /** Forgets the tables that were in force. */
  void forgetPublished() {
    published.clear();
    switches.clear();
  }

  /** The tables in force of all apps, without a call. */
  public List<RoutingTable> tables() {
    return List.copyOf(inForce.values());
  }

  /** The table in force, without a call. */
  public Optional<RoutingTable> table(AppName app) {
    return Optional.ofNullable(inForce.get(app));
  }

  /** The route in force for the slot's host. */
  public Optional<Route> route(AppName app, SlotName slot) {
    return table(app).flatMap(it -> it.route(slot));
  }

  /** The instances that the slot's host leads to. */
  public List<InstanceId> instancesOf(AppName app, SlotName slot) {
    return route(app, slot).map(Route::instances).orElse(List.of()).stream()
        .map(Instance::id)
        .toList();
  }

  /** The instance has so many requests in flight. */
  public void inFlight(InstanceId instance, int requests) {
    inFlight.put(instance, requests);
  }

  /** Lets several apps have one host, so that the one that came last gets its requests. */
  public void allowSharedHosts() {
    allowsSharedHosts = true;
  }

  /** Tables are refused for {@code reason} from now on. */
  public void refuse(String reason) {
    refusal = Optional.of(reason);
  }

  /** Tables are accepted again. */
  public void accept() {
    refusal = Optional.empty();
  }

  /** It is started anew, and has lost all that it had: tables, tokens, and what was in flight. */
  public void restart() {
    inForce.clear();
    serving.clear();
    tokens.clear();
    inFlight.clear();
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    ShowToken effect = new ShowToken(app);
    notice(app, effect, call);
    return world.perform(
        effect,
        call,
        Duration.ofMillis(1),
        () -> {
          if (isOld(app, call)) {
            throw new IllegalStateException(older(app, call));
          }
          tokens.put(app, call.fencingToken());
          return app;
        });
  }

  /** What was sent in time and arrives late is refused too, and nobody is to blame for it. */
  private void notice(AppName app, Effect effect, Call call) {
    if (isOld(app, call)) {
      world.fenced(effect, call);
    }
  }

  private boolean isOld(AppName app, Call call) {
    return call.fencingToken() < tokens.getOrDefault(app, Long.MIN_VALUE);
  }

  private String older(AppName app, Call call) {
    return "fencing token " + call.fencingToken() + " is older than " + tokens.get(app);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    PublishRoutes effect = new PublishRoutes(table);
    notice(table.app(), effect, call);
    return world.perform(
        effect,
        call,
        Duration.ofMillis(1),
        () -> {
          if (isOld(table.app(), call)) {
            return new RoutesAnswer.Refused(older(table.app(), call));
          }
          return bringIntoForce(table, call);
        });
  }

  private RoutesAnswer bringIntoForce(RoutingTable table, Call call) {
    Optional<String> problem = refusal.or(() -> TableCheck.problem(table)).or(() -> taken(table));
    if (problem.isPresent()) {
      return new RoutesAnswer.Refused(problem.get());
    }
    RoutingTable present = inForce.get(table.app());
    if (present != null && !table.equals(present)) {
      if (!table.generation().isNewerThan(present.generation())) {
        return new RoutesAnswer.Refused(
            "generation " + table.generation() + " is not newer than " + present.generation());
      }
    }
    tokens.put(table.app(), call.fencingToken());
    inForce.put(table.app(), table);
    serving.put(table.app(), servedBy(table));
    changes++;
    published.add(table);
    switches.add(new Switch(Optional.ofNullable(present), table, call.operation()));
    return new RoutesAnswer.InForce(table.generation());
  }

  /** The route in force for the host, whichever app's it is. */
  public Optional<Route> route(HostName host) {
    return inForce.values().stream()
        .flatMap(table -> table.routes().stream())
        .filter(route -> route.host().equals(host))
        .findFirst();
  }

  private Optional<String> taken(RoutingTable table) {
    if (allowsSharedHosts) {
      return Optional.empty();
    }
    for (RoutingTable other : inForce.values()) {
      if (!other.app().equals(table.app())) {
        for (Route theirs : other.routes()) {
          if (table.routes().stream().anyMatch(it -> it.host().equals(theirs.host()))) {
            return Optional.of("host " + theirs.host() + " is app " + other.app() + "'s");
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return world.perform(
        new ReadRoutes(app),
        World.UNTOLD,
        Duration.ofMillis(1),
        () -> Optional.ofNullable(inForce.get(app)));
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return world.perform(
        new CountInFlight(app, instances),
        World.UNTOLD,
        Duration.ofMillis(1),
        () -> {
          Map<InstanceId, Integer> counts = new HashMap<>();
          instances.forEach(id -> counts.put(id, inFlight.getOrDefault(id, 0)));
          return counts;
        });
  }
}
