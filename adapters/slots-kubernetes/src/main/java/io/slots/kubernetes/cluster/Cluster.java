package io.slots.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.app.AppName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A namespace of a Kubernetes cluster, and by whose threads it is talked to.
 *
 * <pre>{@code
 * Cluster cluster = Cluster.builder(client, "shop").build(executor, scheduler);
 *
 * Slots.builder()
 *     .store(KubernetesSlotStore.in(cluster))
 *     .restarter(instances).provisioner(instances) // KubernetesInstances.in(cluster, …)
 *     .router(KubernetesRouter.in(cluster, …))
 * }</pre>
 *
 * <p>Client and threads are the caller's, and closed by it. How often a request is tried that the
 * API server answers with 429 or 500, and how long an answer is waited for, says the client's
 * {@code Config}. Immutable, safe for use by several threads.
 */
public final class Cluster {
  private final KubernetesClient client;
  private final String namespace;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Duration look;
  private final Function<AppName, List<OwnerReference>> owners;

  private Cluster(Builder builder, Executor executor, ScheduledExecutorService scheduler) {
    this.client = builder.client;
    this.namespace = builder.namespace;
    this.clock = builder.clock;
    this.nanoTime = builder.nanoTime;
    this.look = builder.look;
    this.owners = builder.owners;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  /** Returns a builder; everything is kept in {@code namespace}. */
  public static Builder builder(KubernetesClient client, String namespace) {
    return new Builder(client, namespace);
  }

  /** The client. */
  public KubernetesClient client() {
    return client;
  }

  /** The namespace that everything is in. */
  public String namespace() {
    return namespace;
  }

  /** The clock, by which nothing is decided: what it says is shown to people. */
  public Clock clock() {
    return clock;
  }

  /** Nanoseconds that pass evenly, whatever clocks do. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /** Whose the instances and routes of an app are; nobody's, unless said otherwise. */
  public List<OwnerReference> owners(AppName app) {
    return List.copyOf(owners.apply(app));
  }

  /** Has {@code work}, which may block, done by the executor. */
  public <T> CompletableFuture<T> call(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, executor);
  }

  /** The executor, whose threads may be blocked for as long as a request takes. */
  public Executor executor() {
    return executor;
  }

  /** Who calls later. */
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /** How long at most nobody looks where something is waited for, should no watch tell. */
  public Duration look() {
    return look;
  }

  /** Says how the cluster is talked to. Not safe for use by several threads. */
  public static final class Builder {
    private final KubernetesClient client;
    private final String namespace;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Duration look = Duration.ofSeconds(5);
    private Function<AppName, List<OwnerReference>> owners = app -> List.of();

    private Builder(KubernetesClient client, String namespace) {
      this.client = client;
      this.namespace = namespace;
    }

    /** The clock for times that people read; the system's unless said otherwise. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** By what leases run out; {@link System#nanoTime} unless said otherwise. */
    public Builder nanoTime(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      return this;
    }

    /**
     * After how long at most one looks again at what is waited for, should a watch have lost an
     * event; 5 s unless said otherwise.
     */
    public Builder look(Duration look) {
      this.look = look;
      return this;
    }

    /**
     * Whose the instances and routes of an app are: when the owner is deleted, the cluster deletes
     * them. What is stored has no owner.
     */
    public Builder owners(Function<AppName, List<OwnerReference>> owners) {
      this.owners = owners;
      return this;
    }

    /**
     * Returns the cluster. Nothing is asked yet.
     *
     * @param executor does what blocks; each of its threads carries one request at a time
     * @param scheduler wakes whoever waits; does nothing that blocks
     */
    public Cluster build(Executor executor, ScheduledExecutorService scheduler) {
      return new Cluster(this, executor, scheduler);
    }
  }
}
