package io.slots.kubernetes.instance;

import com.google.common.collect.ImmutableSet;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What pods say of themselves. */
final class Pods {
  /** Of these nothing comes unless somebody does something. */
  private static final ImmutableSet<String> HOPELESS =
      ImmutableSet.of(
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "RunContainerError");

  private Pods() {}

  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
  }

  /** Why the pod does not come up, in one word of the cluster's. */
  static Optional<String> hopeless(Pod pod) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    if ("Failed".equals(pod.getStatus().getPhase())) {
      return Optional.of("its pod has failed");
    }
    List<ContainerStatus> before = pod.getStatus().getInitContainerStatuses();
    return Stream.concat(before.stream(), pod.getStatus().getContainerStatuses().stream())
        .map(it -> it.getState() == null ? null : it.getState().getWaiting())
        .filter(Objects::nonNull)
        .map(ContainerStateWaiting::getReason)
        .filter(it -> it != null && HOPELESS.contains(it))
        .findFirst();
  }
}
