package io.slots.kubernetes.server;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Plays the controllers of Deployments and EndpointSlices, as far as it matters here. */
final class FakeControllers {
  private final Map<String, Long> begun = new HashMap<>();
  private final KubernetesClient client;
  private final FakeKubelet kubelet;

  FakeControllers(KubernetesClient client, FakeKubelet kubelet) {
    this.client = client;
    this.kubelet = kubelet;
  }

  private static DeploymentCondition late(Deployment deployment) {
    return new DeploymentConditionBuilder()
        .withType("Progressing")
        .withStatus("False")
        .withReason("ProgressDeadlineExceeded")
        .withLastUpdateTime("generation " + deployment.getMetadata().getGeneration())
        .build();
  }

  private boolean isLate(Deployment deployment, int available) {
    String key = deployment.getMetadata().getUid() + " " + deployment.getMetadata().getGeneration();
    long since = begun.computeIfAbsent(key, it -> System.nanoTime());
    return available < deployment.getSpec().getReplicas()
        && System.nanoTime() - since
            > TimeUnit.SECONDS.toNanos(deployment.getSpec().getProgressDeadlineSeconds());
  }

  /** Looks at everything, and does what is to be done. */
  void reconcile() {
    List<Deployment> deployments =
        client.apps().deployments().inNamespace(ApiServer.NAMESPACE).list().getItems();
    List<Pod> pods = client.pods().inNamespace(ApiServer.NAMESPACE).list().getItems();
    for (Pod pod : pods) {
      if (!pod.getMetadata().getOwnerReferences().isEmpty()
          && deployments.stream().noneMatch(it -> owns(it, pod))) {
        delete(pod);
      }
    }
    for (Deployment deployment : deployments) {
      try {
        bring(deployment, pods.stream().filter(it -> owns(deployment, it)).toList());
      } catch (KubernetesClientException conflict) {
        // It has changed meanwhile, and is looked at again.
      }
    }
    slices();
  }

  private static boolean owns(Deployment deployment, Pod pod) {
    return matches(deployment.getSpec().getSelector().getMatchLabels(), pod)
        && pod.getMetadata().getOwnerReferences().stream()
            .anyMatch(it -> it.getUid().equals(deployment.getMetadata().getUid()));
  }

  private static boolean matches(Map<String, String> selector, Pod pod) {
    return selector != null
        && !selector.isEmpty()
        && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
  }

  private void bring(Deployment deployment, List<Pod> pods) {
    String revision = revision(deployment.getSpec().getTemplate().getMetadata().getLabels());
    int replicas = deployment.getSpec().getReplicas();
    List<Pod> former =
        pods.stream()
            .filter(it -> replicas == 0 || !revision.equals(revision(it.getMetadata().getLabels())))
            .toList();
    former.forEach(this::delete);
    List<Pod> own = pods.stream().filter(it -> !former.contains(it)).toList();
    if (replicas == 1 && pods.isEmpty()) {
      own =
          List.of(
              client
                  .pods()
                  .inNamespace(ApiServer.NAMESPACE)
                  .resource(pod(deployment, revision))
                  .create());
    }
    own.forEach(kubelet::run);
    int ready = (int) own.stream().map(this::now).filter(it -> it != null && isReady(it)).count();
    say(deployment, own.size(), pods.size() > own.size() ? pods.size() : own.size(), ready);
  }

  private static String revision(Map<String, String> labels) {
    return labels.getOrDefault("slots.io/revision", "");
  }

  private Pod pod(Deployment deployment, String revision) {
    var template = deployment.getSpec().getTemplate();
    return new PodBuilder()
        .withNewMetadataLike(template.getMetadata())
        .withName(deployment.getMetadata().getName() + "-" + revision + "-" + random())
        .addNewOwnerReference()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(deployment.getMetadata().getName())
        .withUid(deployment.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  private static String random() {
    return java.util.UUID.randomUUID().toString().substring(0, 5);
  }

  private Pod now(Pod pod) {
    return client
        .pods()
        .inNamespace(ApiServer.NAMESPACE)
        .withName(pod.getMetadata().getName())
        .get();
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
  }

  private void say(Deployment deployment, int updated, int all, int available) {
    DeploymentStatus status =
        new DeploymentStatusBuilder()
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(all)
            .withUpdatedReplicas(updated)
            .withAvailableReplicas(available)
            .withReadyReplicas(available)
            .withConditions(isLate(deployment, available) ? List.of(late(deployment)) : List.of())
            .build();
    if (!Objects.equals(status, deployment.getStatus())) {
      var unused =
          client
              .apps()
              .deployments()
              .inNamespace(ApiServer.NAMESPACE)
              .resource(new DeploymentBuilder(deployment).withStatus(status).build())
              .updateStatus();
    }
  }

  private void delete(Pod pod) {
    var unused = client.pods().inNamespace(ApiServer.NAMESPACE).resource(pod).delete();
  }

  private void slices() {
    List<Pod> pods = client.pods().inNamespace(ApiServer.NAMESPACE).list().getItems();
    for (Service service : client.services().inNamespace(ApiServer.NAMESPACE).list().getItems()) {
      EndpointSlice slice = slice(service, pods);
      EndpointSlice present =
          client
              .discovery()
              .v1()
              .endpointSlices()
              .inNamespace(ApiServer.NAMESPACE)
              .withName(slice.getMetadata().getName())
              .get();
      if (present == null) {
        var unused =
            client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(ApiServer.NAMESPACE)
                .resource(slice)
                .create();
      } else if (!present.getEndpoints().equals(slice.getEndpoints())) {
        var unused =
            client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(ApiServer.NAMESPACE)
                .resource(
                    new EndpointSliceBuilder(present).withEndpoints(slice.getEndpoints()).build())
                .update();
      }
    }
  }

  private static EndpointSlice slice(Service service, List<Pod> pods) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(service.getMetadata().getName() + "-slice")
        .addToLabels("kubernetes.io/service-name", service.getMetadata().getName())
        .endMetadata()
        .withAddressType("IPv4")
        .withEndpoints(
            pods.stream()
                .filter(it -> matches(service.getSpec().getSelector(), it))
                .filter(it -> it.getStatus() != null && it.getStatus().getPodIP() != null)
                .map(
                    it ->
                        new EndpointBuilder()
                            .withAddresses(it.getStatus().getPodIP())
                            .withNewConditions()
                            .withReady(isReady(it))
                            .endConditions()
                            .withNewTargetRef()
                            .withKind("Pod")
                            .withName(it.getMetadata().getName())
                            .endTargetRef()
                            .build())
                .toList())
        .build();
  }
}
