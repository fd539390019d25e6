package io.slots.testkit;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
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
import java.util.stream.Collectors;

/**
 * A router in memory. Strict: it refuses older generations, older fencing tokens and other apps'
 * hosts, and remembers every table that was in force.
 */
public final class FakeRouter implements Router {
  private static final Call READ = new Call(OperationId.of("read"), 1, 0);

  private final World world;
  private final Map<AppName, RoutingTable> inForce = new HashMap<>();
  private final Map<AppName, Long> tokens = new HashMap<>();
  private final Map<InstanceId, Integer> inFlight = new HashMap<>();
  private final List<RoutingTable> published = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();

  FakeRouter(World world) {
    this.world = world;
  }

  /** Every table that came into force, oldest first. */
  public List<RoutingTable> published() {
    return List.copyOf(published);
  }

  /** How often another table came into force. */
  public int changes() {
    return published.size();
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

  /** Tables are refused for {@code reason} from now on. */
  public void refuse(String reason) {
    refusal = Optional.of(reason);
  }

  /** Tables are accepted again. */
  public void accept() {
    refusal = Optional.empty();
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
    if (refusal.isPresent()) {
      return new RoutesAnswer.Refused(refusal.get());
    }
    RoutingTable present = inForce.get(table.app());
    if (present != null && !table.equals(present)) {
      if (!table.generation().isNewerThan(present.generation())) {
        return new RoutesAnswer.Refused(
            "generation " + table.generation() + " is not newer than " + present.generation());
      }
    }
    for (Route route : table.routes()) {
      Optional<RoutingTable> owner = owner(route.host());
      if (owner.filter(it -> !it.app().equals(table.app())).isPresent()) {
        return new RoutesAnswer.Refused("host " + route.host() + " is routed for another app");
      }
    }
    tokens.put(table.app(), call.fencingToken());
    inForce.put(table.app(), table);
    published.add(table);
    return new RoutesAnswer.InForce(table.generation());
  }

  /** The table in force that has a route for the host, whichever app's it is. */
  private Optional<RoutingTable> owner(HostName host) {
    return inForce.values().stream()
        .filter(table -> table.routes().stream().anyMatch(route -> route.host().equals(host)))
        .findFirst();
  }

  /** The route in force for the host, whichever app's it is. */
  public Optional<Route> route(HostName host) {
    return owner(host).stream()
        .flatMap(table -> table.routes().stream())
        .filter(route -> route.host().equals(host))
        .findFirst();
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return world.perform(
        new ReadRoutes(app),
        READ,
        Duration.ofMillis(1),
        () -> Optional.ofNullable(inForce.get(app)));
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return world.perform(
        new CountInFlight(app, instances),
        READ,
        Duration.ofMillis(1),
        () ->
            instances.stream()
                .collect(Collectors.toMap(id -> id, id -> inFlight.getOrDefault(id, 0))));
  }
}
