package io.slots.kubernetes.swap;

import static io.slots.app.SlotName.PRODUCTION;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.HostName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.effect.ProbeAnswer;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.instance.KubernetesInstances;
import io.slots.kubernetes.instance.Workload;
import io.slots.kubernetes.route.FakeGateway;
import io.slots.kubernetes.route.Front;
import io.slots.kubernetes.route.KubernetesRouter;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.kubernetes.store.KubernetesSlotStore;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.conformance.DataPlane;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An engine with store, instances and routes in a cluster in memory. */
final class Rig implements AutoCloseable {
  static final AppName SHOP = AppName.of("shop");
  static final SlotName STAGING = SlotName.of("staging");

  final ApiServer server = ApiServer.start();
  final KubernetesClient aside = server.aside();
  final RestOfTheCluster rest = server.rest();
  final FakeGateway gateway = new FakeGateway(aside);
  final Cluster cluster;
  final KubernetesSlotStore store;
  final KubernetesInstances instances;
  final KubernetesRouter router;
  final Slots slots;

  Rig(int retries, Front front) {
    cluster = server.cluster(server.client(retries));
    store = KubernetesSlotStore.in(cluster);
    instances =
        KubernetesInstances.builder(cluster, Rig::template)
            .workload(Workload.deployment(Duration.ofSeconds(2)))
            .build();
    router =
        KubernetesRouter.builder(cluster, front)
            .settle(Duration.ZERO)
            .inFlight(gateway::count)
            .build();
    slots =
        Slots.builder()
            .store(store)
            .restarter(instances)
            .provisioner(instances)
            .router(router)
            .probe(
                (probe, call) -> CompletableFuture.completedFuture(new ProbeAnswer.Responded(200)))
            .limits(
                Limits.builder()
                    .retryPause(Duration.ofMillis(50))
                    .restart(Duration.ofSeconds(20))
                    .build())
            .lease(Duration.ofMinutes(10))
            .build();
  }

  private static PodTemplateSpec template(Content content) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withImage(content.location())
        .endContainer()
        .endSpec()
        .build();
  }

  /** The shop with v1 in production and v2 in staging, two instances each. */
  Rig withTwoSlots() {
    slots.apps().create(App.of(SHOP, Plan.premium(2)));
    slots.slots().create(SHOP, STAGING);
    slots
        .slots()
        .configure(SHOP, PRODUCTION, SettingsChange.setSticky(Setting.of("DATABASE", "orders")));
    slots
        .slots()
        .configure(SHOP, STAGING, SettingsChange.setSticky(Setting.of("DATABASE", "test")));
    deployed(PRODUCTION, "v1");
    deployed(STAGING, "v2");
    return this;
  }

  private void deployed(SlotName slot, String version) {
    Outcome outcome = slots.slots().deploy(SHOP, slot, Content.of(version, "good")).await();
    if (!(outcome instanceof Outcome.Completed)) {
      throw new AssertionError(outcome);
    }
  }

  Outcome swap() {
    return slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  /** The version that answers at a slot's host. */
  Optional<String> served(SlotName slot) {
    HostName host = slots.apps().get(SHOP).host(slot);
    DataPlane.Visit visit = gateway.visit(host);
    visit.finish();
    return visit
        .instance()
        .map(
            it ->
                aside.pods().inNamespace(ApiServer.NAMESPACE).list().getItems().stream()
                    .filter(
                        pod ->
                            it.value()
                                .equals(
                                    pod.getMetadata().getAnnotations().get("slots.io/instance-id")))
                    .map(pod -> rest.kubelet().of(pod).orElseThrow().environment())
                    .map(environment -> environment.getOrDefault("SLOTS_CONTENT_VERSION", "?"))
                    .findFirst()
                    .orElseThrow());
  }

  @Override
  public void close() {
    if (!ApiServer.isGiven()) {
      server.faults(call -> null);
    }
    slots.close();
    router.close();
    instances.close();
    store.close();
    rest.close();
    server.close();
  }
}
