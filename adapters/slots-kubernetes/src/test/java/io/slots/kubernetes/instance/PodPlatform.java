package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Provision;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.spi.Call;
import io.slots.testkit.conformance.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods of a cluster in memory. */
final class PodPlatform implements Platform, AutoCloseable {
  final ApiServer server = ApiServer.start();
  final KubernetesClient aside = server.aside();
  final RestOfTheCluster rest = server.rest();
  final Cluster cluster = server.cluster();
  final KubernetesInstances instances = instances(cluster);

  static KubernetesInstances instances(Cluster cluster) {
    return KubernetesInstances.builder(cluster, PodPlatform::template)
        .workload(Workload.deployment(Duration.ofSeconds(60)))
        .build();
  }

  static PodTemplateSpec template(Content content) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage(content.location())
        .endContainer()
        .endSpec()
        .build();
  }

  @Override
  public Content content(String version) {
    return Content.of(version, "good");
  }

  @Override
  public Content stuckContent() {
    return Content.of("stuck", "stuck");
  }

  @Override
  public Content brokenContent() {
    return Content.of("broken", "broken");
  }

  @Override
  public Instance start(Provision provision) {
    return instances
        .provision(provision, new Call(OperationId.of("op-1"), 1, 1))
        .toCompletableFuture()
        .join();
  }

  @Override
  public Optional<Sighting> look(InstanceId id) {
    return pods(id).stream()
        .filter(Pods::isReady)
        .findFirst()
        .flatMap(
            pod ->
                rest.kubelet()
                    .of(pod)
                    .map(
                        running -> {
                          Map<String, String> settings = new HashMap<>(running.environment());
                          settings.keySet().removeAll(Variables.RESERVED);
                          return new Sighting(
                              URI.create("http://" + running.ip() + ":8080"),
                              SlotName.of(
                                  running.environment().getOrDefault("WEBSITE_SLOT_NAME", "")),
                              ContentId.of(
                                  running.environment().getOrDefault("SLOTS_CONTENT_ID", "")),
                              settings,
                              running.start());
                        }));
  }

  @Override
  public int count(InstanceId id) {
    return pods(id).size();
  }

  List<Pod> pods(InstanceId id) {
    return aside
        .pods()
        .inNamespace(ApiServer.NAMESPACE)
        .withLabel(Launch.INSTANCE, Launch.label(id))
        .list()
        .getItems();
  }

  @Override
  public void close() {
    instances.close();
    rest.close();
    server.close();
  }
}
