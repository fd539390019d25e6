package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Fences;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Instances that are pods, each of a workload of its own. The package says why, and what a start
 * is.
 *
 * <p>An instance has its settings, and {@code WEBSITE_SITE_NAME}, {@code WEBSITE_SLOT_NAME}, {@code
 * WEBSITE_INSTANCE_ID}, {@code SLOTS_CONTENT_ID} and {@code SLOTS_CONTENT_VERSION}, in its
 * environment. Its address is its pod's. A cancelled stage has no effect: the start goes on.
 *
 * <p>Everything that is decided is read from the cluster; several engines may work on one. Safe for
 * use by several threads.
 */
public final class KubernetesInstances
    implements InstanceRestarter, InstanceProvisioner, AutoCloseable {
  private final Cluster cluster;
  private final Waits waits;
  private final Lifecycle<?> lifecycle;

  private KubernetesInstances(Builder builder) {
    this.cluster = builder.cluster;
    this.waits = new Waits(cluster);
    this.lifecycle = lifecycle(builder, builder.workload, new Api(cluster), waits);
  }

  private static <T extends HasMetadata> Lifecycle<T> lifecycle(
      Builder builder, Workload<T> workload, Api api, Waits waits) {
    StartSecrets secrets = new StartSecrets(api);
    return new Lifecycle<>(
        builder.cluster,
        api,
        waits,
        workload,
        new Starting<>(
            builder.cluster,
            api,
            new Fences(api),
            secrets,
            workload,
            builder.templates,
            builder.container),
        secrets,
        new Lifecycle.Listening(builder.scheme, builder.port),
        builder.patience);
  }

  /** Returns a builder of instances in {@code cluster} whose pods are of these templates. */
  public static Builder builder(Cluster cluster, PodTemplates templates) {
    return new Builder(cluster, templates);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return lifecycle.start(
        new Launch(
            restart.app(),
            restart.slot(),
            restart.content(),
            restart.instance().id(),
            Variables.of(
                restart.app(),
                restart.slot(),
                restart.content(),
                restart.instance().id(),
                restart.settings()),
            call.fencingToken(),
            revision()));
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return lifecycle.start(
        new Launch(
            provision.app(),
            provision.slot(),
            provision.content(),
            provision.instance(),
            Variables.of(
                provision.app(),
                provision.slot(),
                provision.content(),
                provision.instance(),
                provision.settings()),
            call.fencingToken(),
            revision()));
  }

  private static String revision() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    return lifecycle.end(decommission.app(), decommission.instance(), call.fencingToken());
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return cluster.call(
        () -> {
          lifecycle.fence(app, call.fencingToken());
          return true;
        });
  }

  /** Ends the watching. Instances go on. */
  @Override
  public void close() {
    waits.close();
  }

  /** Says what instances are. Not safe for use by several threads. */
  public static final class Builder {
    private final Cluster cluster;
    private final PodTemplates templates;
    private Workload<?> workload = Workload.deployment(Duration.ofMinutes(10));
    private Optional<String> container = Optional.empty();
    private Duration patience = Duration.ofMinutes(30);
    private String scheme = "http";
    private int port = 8_080;

    private Builder(Cluster cluster, PodTemplates templates) {
      this.cluster = cluster;
      this.templates = templates;
    }

    /** The port at which pods listen; 8080 unless said otherwise. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** {@code http}, unless said otherwise, or {@code https}. */
    public Builder scheme(String scheme) {
      this.scheme = scheme;
      return this;
    }

    /** The container that gets the settings; the first one, unless said otherwise. */
    public Builder container(String name) {
      this.container = Optional.of(name);
      return this;
    }

    /**
     * The kind of workload; Deployments with a progress deadline of ten minutes, as Kubernetes'
     * own, unless said otherwise.
     */
    public Builder workload(Workload<?> workload) {
      this.workload = workload;
      return this;
    }

    /**
     * After how long the adapter gives up waiting by itself, should neither cluster nor engine have
     * done so; 30 minutes unless said otherwise.
     */
    public Builder patience(Duration patience) {
      this.patience = patience;
      return this;
    }

    /** Returns the instances. Nothing is asked yet. */
    public KubernetesInstances build() {
      return new KubernetesInstances(this);
    }
  }
}
