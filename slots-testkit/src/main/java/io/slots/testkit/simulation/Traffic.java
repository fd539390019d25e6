package io.slots.testkit.simulation;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.testkit.FakePlatform.Running;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that flow through the simulated data plane to production. None is refused, and none is
 * cut off, but by an instance that has died of itself; they are done sooner than a drain gives up.
 */
final class Traffic implements WorldRule {
  private static final Duration SHORTEST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Town town;
  private final Duration every;
  private final Dice dice;
  private final Map<InstanceId, Integer> inFlight = new HashMap<>();
  private long requests;
  private boolean over;

  Traffic(Town town, Duration every, Dice dice) {
    this.town = town;
    this.every = every;
    this.dice = dice;
  }

  @Override
  public String rule() {
    return "S4.5 no request is dropped";
  }

  /** Requests come from now on. */
  void begin() {
    if (!every.isZero()) {
      town.apps().forEach(this::next);
    }
  }

  /** No more requests come. */
  void end() {
    over = true;
  }

  /** How many there were. */
  long requests() {
    return requests;
  }

  private void next(AppName app) {
    if (!over) {
      town.kit()
          .time()
          .after(
              Duration.ofMillis(1 + dice.below((int) (2 * every.toMillis()))),
              () -> {
                town.kit().router().table(app).ifPresent(this::request);
                next(app);
              });
    }
  }

  private void request(RoutingTable table) {
    requests++;
    Route route = table.route(PRODUCTION).orElseThrow();
    for (TrafficShare share : route.shares()) {
      Optional<Route> other = table.route(share.slot()).filter(it -> !it.instances().isEmpty());
      if (other.isPresent() && dice.hit(share.perMille() / 10.0)) {
        route = other.get();
      }
    }
    List<Instance> instances = route.instances();
    if (instances.isEmpty()) {
      throw broken(town, table.app() + ": nobody serves a request for production");
    }
    serve(table.app(), dice.oneOf(instances).id());
  }

  private void serve(AppName app, InstanceId id) {
    if (town.isDead(id)) {
      return;
    }
    Optional<Running> running = town.kit().platform().running(id);
    if (running.isEmpty() || town.kit().platform().isDown(id)) {
      throw broken(town, app + ": a request came to " + id + ", which does not run");
    }
    count(id, 1);
    int start = running.get().restarts();
    town.kit().time().after(dice.between(SHORTEST, LONGEST), () -> served(app, id, start));
  }

  private void served(AppName app, InstanceId id, int start) {
    count(id, -1);
    boolean isTheSame =
        town.kit().platform().running(id).filter(it -> it.restarts() == start).isPresent()
            && !town.kit().platform().isDown(id);
    if (!isTheSame && !town.hasDied(id, start)) {
      throw broken(town, app + ": a request was cut off by the end of " + id);
    }
  }

  private void count(InstanceId id, int more) {
    int now = inFlight.merge(id, more, Integer::sum);
    town.kit().router().inFlight(id, now);
  }
}
