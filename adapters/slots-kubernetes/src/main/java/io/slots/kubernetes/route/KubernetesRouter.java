package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutesAnswer.InForce;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A router over objects of the cluster. The package says how it works; {@link Front}, what carries
 * the requests and how much of a switch is one step.
 *
 * <p>All that is in force is in the cluster; several routers, of several processes, may work on it.
 * Safe for use by several threads.
 */
public final class KubernetesRouter implements Router, AutoCloseable {
  /** EndpointSlices follow within a fraction of a second, and are not watched for that. */
  private static final Duration PACE = Duration.ofMillis(250);

  private final Cluster cluster;
  private final Front front;
  private final Deciding deciding;
  private final Bringing bringing;
  private final Pools pools;
  private final Waits waits;
  private final Followers followers;
  private final Grace grace;
  private final Optional<InFlight> inFlight;
  private final Duration settle;
  private final Duration patience;
  private final Map<AppName, RouteRecord> seen = new ConcurrentHashMap<>();
  private final Map<AppName, RoutingGeneration> settled = new ConcurrentHashMap<>();
  private final Map<AppName, CompletableFuture<?>> turns = new ConcurrentHashMap<>();

  private KubernetesRouter(Builder builder) {
    Api api = new Api(builder.cluster);
    Pool.Ports ports = new Pool.Ports(builder.servicePort, builder.podPort);
    cluster = builder.cluster;
    front = builder.front;
    deciding = new Deciding(api, front);
    bringing = new Bringing(cluster, api, front, ports);
    pools = new Pools(cluster, api, ports);
    waits = new Waits(cluster);
    followers = new Followers(cluster, pools);
    grace = new Grace(cluster::nanoTime, builder.grace);
    inFlight = builder.inFlight;
    settle = builder.settle;
    patience = builder.patience;
  }

  /** Returns a builder of a router in {@code cluster}. */
  public static Builder builder(Cluster cluster, Front front) {
    return new Builder(cluster, front);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return inTurn(table.app(), () -> published(table, call.fencingToken()));
  }

  /** One publish of an app after the other, so that each has come into force, or has not. */
  private <T> CompletableFuture<T> inTurn(
      AppName app, java.util.function.Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    var unused =
        turns.compute(
            app,
            (same, before) -> {
              CompletableFuture<?> free =
                  before == null ? CompletableFuture.completedFuture(true) : before;
              CompletableFuture<T> mine =
                  free.handle((value, failure) -> true)
                      .thenComposeAsync(now -> work.get(), cluster.executor());
              var ignored =
                  mine.whenCompleteAsync(
                      (value, failure) -> {
                        if (failure == null) {
                          done.complete(value);
                        } else {
                          done.completeExceptionally(failure);
                        }
                      },
                      cluster.executor());
              return mine;
            });
    return done;
  }

  private CompletableFuture<RoutesAnswer> published(RoutingTable table, long token) {
    RouteRecord before = deciding.record(table.app());
    Optional<Refused> refusal = deciding.refusal(before, table, token);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(refusal.get());
    }
    followers.follow(table);
    return prepared(table, before)
        .thenComposeAsync(
            ready -> {
              Optional<Refused> late = deciding.decide(table, token);
              return late.isPresent()
                  ? CompletableFuture.<RoutesAnswer>completedFuture(late.get())
                  : broughtAbout(table)
                      .thenApplyAsync(now -> inForce(before, table), cluster.executor());
            },
            cluster.executor());
  }

  /** Nothing is switched to a pool that the cluster does not lead to yet. */
  private CompletableFuture<Boolean> prepared(RoutingTable table, RouteRecord before) {
    Set<Pool> served = before.table().map(KubernetesRouter::pools).orElse(Set.of());
    Set<Pool> all = pools(table);
    waits.watch(
        Pod.class,
        Labels.of("instance"),
        pod -> pod.getMetadata().getLabels().getOrDefault(Labels.APP, ""));
    return waits.until(
        table.app().folded(),
        () ->
            all.stream().allMatch(it -> pools.make(it, !served.contains(it)))
                ? Optional.of(true)
                : Optional.empty(),
        PACE,
        patience,
        () ->
            "the cluster does not lead requests to the instances of generation "
                + table.generation()
                + " of "
                + table.app()
                + ": see the readiness of their pods; nothing was switched");
  }

  private static Set<Pool> pools(RoutingTable table) {
    Set<Pool> pools = new HashSet<>();
    table.routes().forEach(it -> pools.add(Pool.of(table.app(), it)));
    return pools;
  }

  private CompletableFuture<Boolean> broughtAbout(RoutingTable table) {
    boolean[] changed = {false};
    return waits
        .until(
            table.app().folded(),
            () -> {
              Bringing.Brought brought = bringing.bring(table);
              changed[0] |= brought.changed();
              return front.hasFollowed(table, pools, brought.objects())
                  ? Optional.of(true)
                  : Optional.empty();
            },
            PACE,
            patience,
            () ->
                "generation "
                    + table.generation()
                    + " of "
                    + table.app()
                    + " is decided, and what carries the requests has not followed yet")
        .thenCompose(
            followed ->
                front.tells() || !changed[0] && table.generation().equals(settled.get(table.app()))
                    ? done()
                    : settled())
        .thenApply(
            over -> {
              settled.put(table.app(), table.generation());
              return over;
            });
  }

  private CompletableFuture<Boolean> settled() {
    if (settle.isZero()) {
      return done();
    }
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    var unused =
        cluster
            .scheduler()
            .schedule(() -> over.complete(true), settle.toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }

  private static CompletableFuture<Boolean> done() {
    return CompletableFuture.completedFuture(true);
  }

  private RoutesAnswer inForce(RouteRecord before, RoutingTable table) {
    grace.inForce(before.table(), table);
    seen.remove(table.app());
    Set<String> used = new HashSet<>();
    pools(table).forEach(it -> used.add(it.name()));
    before.table().ifPresent(it -> pools(it).forEach(pool -> used.add(pool.name())));
    before.before().ifPresent(it -> pools(it).forEach(pool -> used.add(pool.name())));
    pools.clear(table.app(), used);
    return new InForce(table.generation());
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is decided and not brought about yet, because somebody died in between, is brought
   * about first; so is what somebody edited by hand.
   */
  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return inTurn(
        app,
        () -> {
          RouteRecord record = deciding.record(app);
          seen.put(app, record);
          Optional<RoutingTable> decided = record.table();
          if (decided.isEmpty()) {
            return CompletableFuture.completedFuture(decided);
          }
          followers.follow(decided.get());
          return broughtAbout(decided.get()).thenApply(now -> decided);
        });
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    Set<InstanceId> asked = Set.copyOf(instances);
    return cluster.call(
        () -> {
          if (inFlight.isPresent()) {
            Map<InstanceId, Integer> counted = inFlight.get().count(app, asked);
            Map<InstanceId, Integer> all = new java.util.HashMap<>();
            asked.forEach(it -> all.put(it, counted.getOrDefault(it, 0)));
            return all;
          }
          // Asked many times a second while something drains: what is remembered will do.
          RouteRecord record = seen.computeIfAbsent(app, deciding::record);
          return grace.count(record.table(), Grace.routed(record.before()), asked);
        });
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return cluster.call(
        () -> {
          deciding.fence(app, call.fencingToken());
          return true;
        });
  }

  /** Ends the watching. Requests go their way. */
  @Override
  public void close() {
    followers.close();
    waits.close();
  }

  /** Says how requests are carried. Not safe for use by several threads. */
  public static final class Builder {
    private final Cluster cluster;
    private final Front front;
    private int servicePort = 80;
    private int podPort = 8_080;
    private Duration settle = Duration.ofSeconds(5);
    private Duration grace = Duration.ofSeconds(20);
    private Duration patience = Duration.ofMinutes(2);
    private Optional<InFlight> inFlight = Optional.empty();

    private Builder(Cluster cluster, Front front) {
      this.cluster = cluster;
      this.front = front;
    }

    /** The port at which pods listen; 8080 unless said otherwise. */
    public Builder podPort(int port) {
      podPort = port;
      return this;
    }

    /** The port of Services; 80 unless said otherwise. */
    public Builder servicePort(int port) {
      servicePort = port;
      return this;
    }

    /**
     * How long what carries the requests is given to follow, where it does not tell that it has, as
     * an ingress controller does not; 5 s unless said otherwise. Until then nothing happens to the
     * former instances.
     */
    public Builder settle(Duration settle) {
      this.settle = settle;
      return this;
    }

    /**
     * For how long an instance that has left the routes counts as busy, where nothing counts what
     * is in flight; 20 s unless said otherwise. Let it be longer than your longest request, and
     * shorter than the engine's limit for draining.
     */
    public Builder grace(Duration grace) {
      this.grace = grace;
      return this;
    }

    /** Counts what is in flight, instead of the time of grace. */
    public Builder inFlight(InFlight inFlight) {
      this.inFlight = Optional.of(inFlight);
      return this;
    }

    /** How long the cluster is given to lead requests to what is ready; 2 minutes at first. */
    public Builder patience(Duration patience) {
      this.patience = patience;
      return this;
    }

    /** Returns the router. Nothing is asked yet. */
    public KubernetesRouter build() {
      return new KubernetesRouter(this);
    }
  }
}
