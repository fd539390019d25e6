package io.slots.examples.operator;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.instance.KubernetesInstances;
import io.slots.kubernetes.instance.Workload;
import io.slots.kubernetes.route.Front;
import io.slots.kubernetes.route.KubernetesRouter;
import io.slots.kubernetes.store.KubernetesSlotStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Store, instances and routes in the cluster. */
record Parts(KubernetesSlotStore store, KubernetesInstances instances, KubernetesRouter router)
    implements AutoCloseable {
  /**
   * For the apps of a namespace; everything of an app belongs to its resource.
   *
   * @param settle how long the ingress controller is given to follow
   * @param grace how long former instances are given to finish what they have
   */
  static Parts of(
      KubernetesClient client,
      String namespace,
      Front front,
      Duration settle,
      Duration grace,
      Executor executor,
      ScheduledExecutorService scheduler) {
    Cluster cluster =
        Cluster.builder(client, namespace)
            .owners(app -> owners(client, namespace, app))
            .build(executor, scheduler);
    return new Parts(
        KubernetesSlotStore.in(cluster),
        KubernetesInstances.builder(cluster, Parts::template)
            .workload(Workload.deployment(Duration.ofMinutes(2)))
            .build(),
        KubernetesRouter.builder(cluster, front).settle(settle).grace(grace).build());
  }

  private static List<OwnerReference> owners(
      KubernetesClient client, String namespace, AppName app) {
    SlottedApp owner =
        client.resources(SlottedApp.class).inNamespace(namespace).withName(app.folded()).get();
    return owner == null
        ? List.of()
        : List.of(
            new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build());
  }

  /** The app listens at 8080, and answers there when it can take requests. */
  private static PodTemplateSpec template(Content content) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage(content.location())
        .addNewPort()
        .withContainerPort(8_080)
        .endPort()
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/")
        .withNewPort(8_080)
        .endHttpGet()
        .withPeriodSeconds(1)
        .endReadinessProbe()
        .endContainer()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    router.close();
    instances.close();
    store.close();
  }
}
