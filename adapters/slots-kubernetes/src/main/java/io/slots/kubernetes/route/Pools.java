package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes pools, and finds out whether the cluster leads requests to all that is in them. */
final class Pools {
  private static final String INSTANCE = "slots.io/instance";
  private static final int LABEL = 63;

  private final Cluster cluster;
  private final Api api;
  private final Endpoints endpoints;
  private final Pool.Ports ports;

  Pools(Cluster cluster, Api api, Pool.Ports ports) {
    this.cluster = cluster;
    this.api = api;
    this.endpoints = new Endpoints(cluster.client(), cluster.namespace());
    this.ports = ports;
  }

  static String label(InstanceId instance) {
    return Labels.clean(instance.value(), LABEL);
  }

  /**
   * Has the pool's Service and its members' labels be there; says whether the Service leads to each
   * member that is ready.
   *
   * @param fresh whether one at least has to be ready, as nobody is led there yet
   */
  boolean make(Pool pool, boolean fresh) {
    if (api.get(Service.class, pool.name()).isEmpty()) {
      var unused = api.create(pool.service(cluster, ports));
    }
    return pool.isEmpty()
        || leads(pool, pool.name()) && !(fresh && endpoints.ready(pool.name()).isEmpty());
  }

  /**
   * Says whether a Service leads to those members of the pool that are ready, and to no one else.
   */
  boolean leads(Pool pool, String service) {
    Set<String> members = new HashSet<>();
    for (InstanceId instance : pool.instances()) {
      for (Pod pod : pods(instance)) {
        admit(pod, pool);
        if (isReady(pod)) {
          members.add(pod.getStatus().getPodIP());
        }
      }
    }
    return endpoints.ready(service).equals(members);
  }

  private List<Pod> pods(InstanceId instance) {
    Map<String, String> labels = new HashMap<>(Labels.of("instance"));
    labels.put(INSTANCE, label(instance));
    return api.list(Pod.class, labels);
  }

  /** Gives a pod the pool's label, unless it has it. */
  void admit(Pod pod, Pool pool) {
    Optional<Pod> present = Optional.of(pod);
    while (present.isPresent()
        && present.get().getMetadata().getDeletionTimestamp() == null
        && !Pool.MEMBER.equals(present.get().getMetadata().getLabels().get(pool.label()))) {
      Pod admitted =
          new PodBuilder(present.get())
              .editMetadata()
              .addToLabels(pool.selector())
              .endMetadata()
              .build();
      present =
          api.replace(admitted).isPresent()
              ? Optional.empty()
              : api.get(Pod.class, pod.getMetadata().getName());
    }
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
  }

  /** Clears away an app's pools but those of that name. */
  void clear(AppName app, Collection<String> but) {
    for (Service service : api.list(Service.class, Labels.of(app, Pool.PART))) {
      if (!but.contains(service.getMetadata().getName())) {
        boolean unused = api.delete(service);
      }
    }
  }
}
