package io.slots.kubernetes.instance;

import com.google.common.net.HostAndPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.access.Waits;
import io.slots.kubernetes.cluster.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** How instances come up and end, as workloads of one kind: it is written, and waited for. */
final class Lifecycle<T extends HasMetadata> {
  private final Cluster cluster;
  private final Api api;
  private final Waits waits;
  private final Workload<T> workload;
  private final Starting<T> starting;
  private final StartSecrets secrets;
  private final Listening listening;
  private final Duration patience;
  private final Map<InstanceId, Lane> lanes = new ConcurrentHashMap<>();

  Lifecycle(
      Cluster cluster,
      Api api,
      Waits waits,
      Workload<T> workload,
      Starting<T> starting,
      StartSecrets secrets,
      Listening listening,
      Duration patience) {
    this.cluster = cluster;
    this.api = api;
    this.waits = waits;
    this.workload = workload;
    this.starting = starting;
    this.secrets = secrets;
    this.listening = listening;
    this.patience = patience;
  }

  /**
   * Where pods listen.
   *
   * @param scheme {@code http} or {@code https}
   * @param port the port
   */
  record Listening(String scheme, int port) {
    URI at(String ip) {
      return URI.create(scheme + "://" + HostAndPort.fromParts(ip, port));
    }
  }

  private Lane lane(InstanceId instance) {
    return lanes.computeIfAbsent(instance, it -> new Lane(cluster.executor()));
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
                () -> new StartFailedException(launch.instance() + " was ended while it started"));
    if (!launch.isOf(present)) {
      throw new SupersededException("another start of " + launch.instance() + " came later");
    }
    List<Pod> pods = pods(launch.app(), launch.instance());
    List<Pod> own = pods.stream().filter(launch::isOf).toList();
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
    secrets.clearOthers(launch, present);
    return Optional.of(
        Instance.of(launch.instance(), listening.at(own.get(0).getStatus().getPodIP())));
  }

  private static void fail(Launch launch, String reason) {
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
                  () -> isGone(app, instance) ? Optional.of(true) : Optional.empty(),
                  cluster.look(),
                  patience,
                  () -> instance + " is not gone after " + patience);
            });
  }

  private boolean isGone(AppName app, InstanceId instance) {
    if (starting.find(instance).isPresent() || !pods(app, instance).isEmpty()) {
      return false;
    }
    // In this order: those of a start that comes meanwhile come after its workload.
    List<Secret> left = secrets.of(app, instance);
    if (starting.find(instance).isPresent()) {
      return false;
    }
    left.forEach(secrets::delete);
    return true;
  }

  void fence(AppName app, long token) {
    starting.fence(app, token);
  }
}
