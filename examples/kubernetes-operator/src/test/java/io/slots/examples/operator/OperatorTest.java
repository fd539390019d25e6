package io.slots.examples.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.core.Slots;
import io.slots.effect.ProbeAnswer;
import io.slots.kubernetes.route.Front;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the first version to the third, with one in between that does not start. */
final class OperatorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient aside = server.aside();
  private final RestOfTheCluster rest = server.rest();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final KubernetesClient client = server.client(3);
  private final Parts parts =
      Parts.of(
          client,
          ApiServer.NAMESPACE,
          Front.ingress("any"),
          Duration.ZERO,
          Duration.ZERO,
          executor,
          scheduler);
  private final Slots slots =
      Slots.builder()
          .store(parts.store())
          .restarter(parts.instances())
          .provisioner(parts.instances())
          .router(parts.router())
          .probe((probe, call) -> CompletableFuture.completedFuture(new ProbeAnswer.Responded(200)))
          .build();
  private final Operator operator =
      new Operator(client, ApiServer.NAMESPACE, slots, executor, scheduler, Duration.ofMinutes(10));

  @BeforeEach
  void start() {
    operator.start();
  }

  @AfterEach
  void close() {
    operator.close();
    slots.close();
    parts.close();
    rest.close();
    server.close();
    executor.shutdownNow();
    scheduler.shutdownNow();
  }

  @Test
  void resource_fromItsFirstVersionToItsDeletion() {
    create("v1", "good");
    expect(status -> status.production.equals("v1") && isReady(status));

    edit(
        spec -> {
          spec.version = "v2";
          spec.slotSettings.put("production", Map.of("DATABASE", "orders"));
        });
    expect(
        status -> status.production.equals("v2") && status.staging.equals("v1") && isReady(status));
    assertThat(events()).contains("Promoting", "Promoted");

    edit(
        spec -> {
          spec.version = "v3";
          spec.image = "broken";
        });
    expect(status -> "NotDeployed".equals(ready(status).getReason()));
    expect(status -> status.production.equals("v2") && !isReady(status));

    edit(
        spec -> {
          spec.version = "v4";
          spec.image = "good";
        });
    expect(status -> status.production.equals("v4") && isReady(status));

    var unused = apps().withName("shop").delete();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                apps().withName("shop").get() == null
                    && aside
                        .apps()
                        .deployments()
                        .inNamespace(ApiServer.NAMESPACE)
                        .list()
                        .getItems()
                        .isEmpty());
    assertThat(slots.apps().list()).isEmpty();
  }

  private io.fabric8.kubernetes.client.dsl.NonNamespaceOperation<
          SlottedApp, ?, io.fabric8.kubernetes.client.dsl.Resource<SlottedApp>>
      apps() {
    return aside.resources(SlottedApp.class).inNamespace(ApiServer.NAMESPACE);
  }

  private void create(String version, String image) {
    SlottedApp app = new SlottedApp();
    app.setMetadata(
        new ObjectMetaBuilder().withName("shop").withNamespace(ApiServer.NAMESPACE).build());
    SlottedAppSpec spec = new SlottedAppSpec();
    spec.version = version;
    spec.image = image;
    app.setSpec(spec);
    var unused = apps().resource(app).create();
  }

  private void edit(Consumer<SlottedAppSpec> change) {
    var unused =
        apps()
            .withName("shop")
            .edit(
                app -> {
                  change.accept(app.getSpec());
                  return app;
                });
  }

  private void expect(Predicate<SlottedAppStatus> status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              SlottedApp app = apps().withName("shop").get();
              return app.getStatus() != null && status.test(app.getStatus());
            });
  }

  private static boolean isReady(SlottedAppStatus status) {
    return "True".equals(ready(status).getStatus());
  }

  private static Condition ready(SlottedAppStatus status) {
    return status.conditions.stream()
        .filter(it -> Reports.READY.equals(it.getType()))
        .findFirst()
        .orElseGet(Condition::new);
  }

  private java.util.List<String> events() {
    return aside.resources(Event.class).inNamespace(ApiServer.NAMESPACE).list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }
}
