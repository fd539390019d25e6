package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has pods be in their pools, and finds out whether the cluster leads requests to all of them. */
final class Pools {
  private static final String INSTANCE = "slots.io/instance";
  private static final int LABEL = 63;
  private static final int TRIES = 20;

  private final Api api;
  private final Endpoints endpoints;

  Pools(Api api, Cluster cluster) {
    this.api = api;
    this.endpoints = new Endpoints(cluster.client(), cluster.namespace());
  }

  static String label(InstanceId instance) {
    return Labels.clean(instance.value(), LABEL);
  }

  /** Says whether the pool's Service leads to each member that is ready. */
  boolean leads(Pool pool) {
    return pool.isEmpty() || leads(pool, pool.name());
  }

  /** Says whether anybody is there that gets requests. */
  boolean servesAnybody(Pool pool) {
    return pool.isEmpty() || !endpoints.ready(pool.name()).isEmpty();
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
    for (int i = 0; i < TRIES; i++) {
      if (present.isEmpty() || isMember(present.get(), pool) || isEnding(present.get())) {
        return;
      }
      Pod admitted =
          new PodBuilder(present.get())
              .editMetadata()
              .addToLabels(pool.selector())
              .endMetadata()
              .build();
      if (api.replace(admitted).isPresent()) {
        return;
      }
      present = api.get(Pod.class, pod.getMetadata().getName());
    }
    throw new KubernetesException(
        "pod " + pod.getMetadata().getName() + " changes faster than it can be given a label");
  }

  private static boolean isMember(Pod pod, Pool pool) {
    return Pool.MEMBER.equals(pod.getMetadata().getLabels().get(pool.label()));
  }

  private static boolean isEnding(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private static boolean isReady(Pod pod) {
    return !isEnding(pod)
        && pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
  }
}
