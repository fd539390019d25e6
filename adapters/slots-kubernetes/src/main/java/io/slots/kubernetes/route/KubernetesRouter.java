package io.slots.kubernetes.route;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutesAnswer.InForce;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A router over objects of the cluster. The package says how it works; {@link Front}, what carries
 * the requests and how much of a switch is one step.
 *
 * <p>All that is in force is in the cluster; several routers, of several processes, may work on it.
 * Safe for use by several threads.
 */
public final class KubernetesRouter implements Router, AutoCloseable {
  private final Cluster cluster;
  private final Deciding deciding;
  private final Waits waits;
  private final Followers followers;
  private final Publishing publishing;
  private final Turns turns;
  private final Grace grace;
  private final Optional<InFlight> inFlight;
  private final Map<AppName, RouteRecord> seen = new ConcurrentHashMap<>();

  private KubernetesRouter(Builder builder) {
    cluster = builder.cluster;
    Api api = new Api(cluster);
    Pool.Ports ports = new Pool.Ports(builder.servicePort, builder.podPort);
    Pools pools = new Pools(api, cluster);
    deciding = new Deciding(api, builder.front);
    waits = new Waits(cluster);
    followers = new Followers(cluster, pools);
    PoolServices services = new PoolServices(cluster, api, deciding, ports);
    publishing =
        new Publishing(
            deciding,
            new Ownership(cluster, api, builder.front, ports),
            followers,
            new Preparing(services, pools, waits, builder.patience),
            new Switching(
                cluster,
                builder.front,
                new Bringing(cluster, api, deciding, builder.front, ports),
                pools,
                waits,
                builder.settle,
                builder.patience),
            services,
            cluster.executor());
    turns = new Turns(cluster.executor());
    grace = new Grace(cluster::nanoTime, builder.grace);
    inFlight = builder.inFlight;
  }

  /** Returns a builder of a router in {@code cluster}. */
  public static Builder builder(Cluster cluster, Front front) {
    return new Builder(cluster, front);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return turns.take(
        table.app(),
        () ->
            publishing
                .publish(table, call.fencingToken())
                .whenComplete((published, failure) -> seen.remove(table.app()))
                .thenApply(
                    published -> {
                      if (published.answer() instanceof InForce) {
                        grace.inForce(published.before(), table);
                      }
                      return published.answer();
                    }));
  }

  /**
   * {@inheritDoc}
   *
   * <p>What is decided and not brought about yet, because somebody died in between, is brought
   * about first; so is what somebody edited by hand.
   */
  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return turns.take(
        app,
        () ->
            publishing
                .bringAboutWhatIsDecided(app)
                .thenApply(
                    record -> {
                      seen.put(app, record);
                      return record.table();
                    }));
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
