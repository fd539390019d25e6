package io.slots.testkit.conformance.planted;

import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.Router;
import io.slots.testkit.conformance.DataPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A router in memory, with its data plane, that may have a fault. */
final class PlantedRouter implements Router, DataPlane {
  private final RouterFault fault;
  private final Delays delays;

  /** What it tells, and what requests go by: the same where it has no fault. */
  private final Map<AppName, RoutingTable> told = new HashMap<>();

  private final Map<HostName, Served> served = new LinkedHashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Map<InstanceId, Integer> inFlight = new HashMap<>();
  private final List<Runnable> drained = new ArrayList<>();
  private @Nullable RoutingTable inHand;
  private int ports = 20_000;
  private int visits;

  private record Served(RoutingTable table, Route route) {}

  PlantedRouter(RouterFault fault, Delays delays) {
    this.fault = fault;
    this.delays = delays;
  }

  private boolean is(RouterFault one) {
    return fault == one;
  }

  private String fenceOf(AppName app) {
    return is(RouterFault.FENCES_ALL_APPS) ? "" : app.folded();
  }

  private boolean isOld(AppName app, Call call) {
    return call.fencingToken() < tokens.getOrDefault(fenceOf(app), 0L);
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    if (is(RouterFault.FORGETS_FENCE) || is(RouterFault.WITHOUT_FENCING)) {
      return CompletableFuture.completedFuture(true);
    }
    if (isOld(app, call)) {
      return is(RouterFault.FENCE_NEVER_FAILS)
          ? CompletableFuture.completedFuture(true)
          : CompletableFuture.failedFuture(new IllegalStateException("an older token"));
    }
    tokens.put(fenceOf(app), call.fencingToken());
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    if (is(RouterFault.WAITS_INTERRUPTIBLY)) {
      Delays.waitForNothing();
    }
    inHand = table;
    CompletableFuture<RoutesAnswer> answer = new CompletableFuture<>();
    delays.run(1, () -> decide(is(RouterFault.MIXES_UP_CALLS) ? inHand() : table, call, answer));
    return answer;
  }

  private RoutingTable inHand() {
    return Objects.requireNonNull(inHand);
  }

  private void decide(RoutingTable table, Call call, CompletableFuture<RoutesAnswer> answer) {
    RoutingTable before = told.get(table.app());
    RoutesAnswer inForce =
        new RoutesAnswer.InForce(
            before != null && is(RouterFault.ANSWERS_OLD_GENERATION)
                ? before.generation()
                : table.generation());
    if (table.equals(told.get(table.app())) && !is(RouterFault.REFUSES_REPETITION)) {
      answer.complete(again(call, table.app(), inForce));
      return;
    }
    Optional<String> reason = whyNot(table, call);
    if (reason.isPresent()) {
      if (is(RouterFault.REFUSES_AND_APPLIES)) {
        serve(table, table.routes().get(0));
      }
      answer.complete(new RoutesAnswer.Refused(reason.get()));
      return;
    }
    if (is(RouterFault.ONE_TABLE_FOR_ALL)) {
      told.clear();
      served.clear();
    }
    see(table.app(), call);
    switchTo(table, () -> answer.complete(inForce));
  }

  private RoutesAnswer again(Call call, AppName app, RoutesAnswer inForce) {
    if (is(RouterFault.FORGETS_TOKENS_OF_THE_SAME)) {
      return inForce;
    }
    if (isOld(app, call)) {
      return new RoutesAnswer.Refused("an older token");
    }
    see(app, call);
    return inForce;
  }

  private void see(AppName app, Call call) {
    if (!is(RouterFault.COMPARES_NUMBERS_ONLY)
        && !is(RouterFault.FORGETS_FENCE)
        && !is(RouterFault.WITHOUT_FENCING)) {
      tokens.put(fenceOf(app), call.fencingToken());
    }
  }

  private Optional<String> whyNot(RoutingTable table, Call call) {
    if (isOld(table.app(), call)) {
      return Optional.of("an older token");
    }
    if (is(RouterFault.WITHOUT_SHARES)
        && table.routes().stream().anyMatch(it -> !it.shares().isEmpty())) {
      return Optional.of("shares are not supported");
    }
    RoutingTable present = told.get(table.app());
    if (present != null && isOlder(table.generation(), present.generation())) {
      return Optional.of("not newer");
    }
    boolean taken =
        table.routes().stream()
            .map(it -> served.get(it.host()))
            .anyMatch(it -> it != null && !it.table().app().equals(table.app()));
    return taken && !is(RouterFault.STEALS_HOSTS)
        ? Optional.of("a host is another app's")
        : Optional.empty();
  }

  private boolean isOlder(RoutingGeneration next, RoutingGeneration present) {
    return switch (fault) {
      case ACCEPTS_OLDER -> next.fencingToken() < present.fencingToken() || next.equals(present);
      case ACCEPTS_SAME_GENERATION -> present.isNewerThan(next);
      case COMPARES_NUMBERS_ONLY -> next.number() <= present.number();
      default -> !next.isNewerThan(present);
    };
  }

  private void switchTo(RoutingTable table, Runnable answered) {
    RoutingTable before = told.put(table.app(), table);
    if (is(RouterFault.TELLS_OLD_TABLE) && before != null) {
      told.put(table.app(), before);
    }
    switch (fault) {
      case SWITCHES_HOST_BY_HOST -> {
        int millis = 1;
        withdrawWhatLeft(table);
        for (Route route : table.routes()) {
          delays.run(millis++, () -> serve(table, route));
        }
        delays.run(millis, answered);
      }
      case APPLIES_HALF -> {
        serve(table, table.routes().get(0));
        answered.run();
      }
      case ANSWERS_EARLY -> {
        answered.run();
        delays.run(1, () -> serve(table));
      }
      case DROPS_REQUESTS -> {
        served.values().removeIf(it -> it.table().app().equals(table.app()));
        delays.run(
            1,
            () -> {
              serve(table);
              answered.run();
            });
      }
      case CUTS_REQUESTS -> {
        serve(table);
        inFlight.keySet().retainAll(instances(table));
        answered.run();
      }
      case WAITS_FOR_DRAIN -> {
        serve(table);
        Set<InstanceId> stay = instances(table);
        Runnable check =
            new Runnable() {
              @Override
              public void run() {
                boolean done =
                    inFlight.entrySet().stream()
                        .allMatch(it -> it.getValue() == 0 || stay.contains(it.getKey()));
                if (done) {
                  answered.run();
                } else {
                  drained.add(this);
                }
              }
            };
        check.run();
      }
      default -> {
        serve(table);
        answered.run();
      }
    }
  }

  private static Set<InstanceId> instances(RoutingTable table) {
    return table.routes().stream()
        .flatMap(it -> it.instances().stream())
        .map(Instance::id)
        .collect(Collectors.toSet());
  }

  private void serve(RoutingTable table) {
    if (!is(RouterFault.KEEPS_OLD_HOSTS)) {
      withdrawWhatLeft(table);
    }
    table.routes().forEach(route -> serve(table, route));
  }

  private void withdrawWhatLeft(RoutingTable table) {
    Set<HostName> hosts = table.routes().stream().map(Route::host).collect(Collectors.toSet());
    served
        .entrySet()
        .removeIf(
            it -> it.getValue().table().app().equals(table.app()) && !hosts.contains(it.getKey()));
  }

  private void serve(RoutingTable table, Route route) {
    served.put(route.host(), new Served(table, route));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    Optional<RoutingTable> table = Optional.ofNullable(told.get(app));
    if (is(RouterFault.TELLS_EMPTY_TABLE) && table.isEmpty()) {
      table = Optional.of(new RoutingTable(app, RoutingGeneration.NONE, List.of()));
    }
    return CompletableFuture.completedFuture(table);
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    int all = inFlight.values().stream().mapToInt(it -> it).sum();
    return CompletableFuture.completedFuture(
        instances.stream()
            .filter(it -> !is(RouterFault.LEAVES_OUT_UNKNOWN) || inFlight.containsKey(it))
            .collect(
                Collectors.toMap(
                    it -> it,
                    it -> is(RouterFault.COUNTS_TOGETHER) ? all : inFlight.getOrDefault(it, 0))));
  }

  @Override
  public Instance instance(String id) {
    return Instance.of(id, "http://127.0.0.1:" + ports++);
  }

  @Override
  public Visit visit(HostName host) {
    Optional<InstanceId> id = Optional.ofNullable(served.get(host)).flatMap(this::picked);
    id.ifPresent(it -> inFlight.merge(it, 1, Integer::sum));
    return new Visit() {
      @Override
      public Optional<InstanceId> instance() {
        return id;
      }

      @Override
      public void finish() {
        id.ifPresent(it -> inFlight.computeIfPresent(it, (key, count) -> count - 1));
        List<Runnable> waiting = List.copyOf(drained);
        drained.clear();
        waiting.forEach(Runnable::run);
      }
    };
  }

  private Optional<InstanceId> picked(Served asked) {
    Route route = asked.route();
    Optional<Route> other =
        route.shares().stream()
            .filter(it -> it.perMille() == 1000 && !is(RouterFault.IGNORES_SHARES))
            .map(TrafficShare::slot)
            .findFirst()
            .flatMap(asked.table()::route);
    List<Instance> instances = other.orElse(route).instances();
    if (instances.isEmpty() && is(RouterFault.FALLS_BACK_TO_OTHER_SLOT)) {
      instances = asked.table().routes().stream().flatMap(it -> it.instances().stream()).toList();
    }
    if (instances.isEmpty()) {
      return Optional.empty();
    }
    int which = is(RouterFault.FIRST_INSTANCE_ONLY) ? 0 : visits++ % instances.size();
    return Optional.of(instances.get(which).id());
  }
}
