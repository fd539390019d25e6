package io.slots.kubernetes.instance;

import com.google.common.net.HostAndPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Fences;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Api api;
  private final Waits waits;
  private final Steps<?> steps;
  private final Map<InstanceId, Lane> lanes = new ConcurrentHashMap<>();
  private final Duration patience;
  private final String scheme;
  private final int port;

  private KubernetesInstances(Builder builder) {
    this.cluster = builder.cluster;
    this.api = new Api(cluster);
    this.waits = new Waits(cluster);
    this.patience = builder.patience;
    this.scheme = builder.scheme;
    this.port = builder.port;
    this.steps = new Steps<>(builder, builder.workload);
  }

  /** Returns a builder of instances in {@code cluster} whose pods are of these templates. */
  public static Builder builder(Cluster cluster, PodTemplates templates) {
    return new Builder(cluster, templates);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return steps.start(
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
    return steps.start(
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
    return steps.end(decommission.app(), decommission.instance(), call.fencingToken());
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return cluster.call(
        () -> {
          steps.starting.fence(app, call.fencingToken());
          return true;
        });
  }

  private Lane lane(InstanceId instance) {
    return lanes.computeIfAbsent(instance, it -> new Lane(cluster.executor()));
  }

  /** Ends the watching. Instances go on. */
  @Override
  public void close() {
    waits.close();
  }

  /** What is done to one kind of workload. */
  private final class Steps<T extends HasMetadata> {
    private final Workload<T> workload;
    private final Starting<T> starting;

    Steps(Builder builder, Workload<T> workload) {
      this.workload = workload;
      this.starting =
          new Starting<>(
              cluster, api, new Fences(api), workload, builder.templates, builder.container);
    }

    CompletableFuture<Instance> start(Launch launch) {
      return lane(launch.instance())
          .start(
              wanted -> {
                Lane.stillWanted(wanted);
                watch();
                starting.start(launch, wanted);
              },
              wanted ->
                  waits.until(
                      Launch.label(launch.instance()),
                      () -> look(launch, wanted),
                      cluster.look(),
                      patience,
                      () -> launch.instance() + " has not come up within " + patience),
              launch.toString());
    }

    private void watch() {
      Map<String, String> ours = Labels.of(Launch.PART);
      waits.watch(workload.type(), ours, this::key);
      waits.watch(Pod.class, ours, this::key);
    }

    private String key(HasMetadata object) {
      return object.getMetadata().getLabels().getOrDefault(Launch.INSTANCE, "");
    }

    private Optional<Instance> look(Launch launch, CompletableFuture<?> wanted) {
      Lane.stillWanted(wanted);
      T present =
          starting
              .find(launch.instance())
              .orElseThrow(
                  () ->
                      new StartFailedException(launch.instance() + " was ended while it started"));
      if (!launch.revision().equals(present.getMetadata().getLabels().get(Launch.REVISION))) {
        throw new SupersededException("another start of " + launch.instance() + " came later");
      }
      List<Pod> pods = pods(launch.app(), launch.instance());
      List<Pod> own =
          pods.stream()
              .filter(
                  it -> launch.revision().equals(it.getMetadata().getLabels().get(Launch.REVISION)))
              .toList();
      own.stream()
          .flatMap(it -> Pods.hopeless(it).stream())
          .findFirst()
          .ifPresent(reason -> fail(launch, reason));
      Workload.Progress progress = workload.progress(present);
      if (progress instanceof Workload.Progress.Failed failed) {
        fail(launch, failed.reason());
      }
      if (!(progress instanceof Workload.Progress.Done)
          || pods.size() != 1
          || own.size() != 1
          || !Pods.isReady(own.get(0))) {
        return Optional.empty();
      }
      starting.clearSettings(launch.app(), launch.instance(), launch.revision());
      String ip = own.get(0).getStatus().getPodIP();
      return Optional.of(
          Instance.of(
              launch.instance(), URI.create(scheme + "://" + HostAndPort.fromParts(ip, port))));
    }

    private void fail(Launch launch, String reason) {
      throw new StartFailedException(launch.instance() + " does not come up: " + reason);
    }

    private List<Pod> pods(AppName app, InstanceId instance) {
      return api.list(Pod.class, Launch.selector(app, instance));
    }

    CompletableFuture<Boolean> end(AppName app, InstanceId instance, long token) {
      return lane(instance)
          .end(
              () -> {
                starting.end(app, instance, token);
                watch();
                return waits.until(
                    Launch.label(instance),
                    () -> {
                      if (starting.find(instance).isPresent() || !pods(app, instance).isEmpty()) {
                        return Optional.<Boolean>empty();
                      }
                      starting.clearSettings(app, instance, "");
                      return Optional.of(true);
                    },
                    cluster.look(),
                    patience,
                    () -> instance + " is not gone after " + patience);
              });
    }
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
