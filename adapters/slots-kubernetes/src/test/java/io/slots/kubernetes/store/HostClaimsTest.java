package io.slots.kubernetes.store;

import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.withStaging;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.app.AppName;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.server.ApiCall;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Claims of host names, where several want them. */
final class HostClaimsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final String CLAIM = "slots-host.shop.localhost";

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient aside = server.aside();
  private final List<KubernetesSlotStore> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(KubernetesSlotStore::close);
    server.close();
  }

  private KubernetesSlotStore store(Consumer<ApiCall> before) {
    KubernetesSlotStore store =
        KubernetesSlotStore.in(server.cluster(server.clientThatIsHeldUp(before)));
    stores.add(store);
    return store;
  }

  private KubernetesSlotStore store() {
    return store(call -> {});
  }

  private Optional<ConfigMap> claim(String name) {
    return Optional.ofNullable(
        aside.configMaps().inNamespace(ApiServer.NAMESPACE).withName(name).get());
  }

  /** A claim of {@code rival}'s that it renews again and again, and stores nothing. */
  private void renew() {
    Optional<ConfigMap> present = claim(CLAIM);
    ConfigMap claim =
        present.orElseGet(
            () ->
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(CLAIM)
                    .withLabels(Labels.of(AppName.of("rival"), "host"))
                    .endMetadata()
                    .addToData("host", "shop.localhost")
                    .addToData("app", "rival")
                    .build());
    var renewed =
        aside
            .configMaps()
            .inNamespace(ApiServer.NAMESPACE)
            .resource(
                new ConfigMapBuilder(claim)
                    .addToData("claim", UUID.randomUUID().toString())
                    .build());
    var unused = present.isPresent() ? renewed.update() : renewed.create();
  }

  private static <T> T within30Seconds(CompletableFuture<T> answer) {
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void claimThatARivalRenewsAllTheTime_failsInTheEnd_andSaysWhoHasIt() {
    KubernetesSlotStore store =
        store(
            call -> {
              if (call.toString().equals("GET configmaps/" + CLAIM)) {
                renew();
                server.pass(Duration.ofSeconds(1));
              }
            });

    assertThatThrownBy(() -> within30Seconds(store.create(first(SHOP)).toCompletableFuture()))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("host shop.localhost is claimed by app rival")
        .hasMessageContaining("try again");
    assertThat(store.find(SHOP).toCompletableFuture().join()).isEmpty();
  }

  @Test
  void claimThatIsWaitedFor_isGivenUpWhenTheCallIsCancelled() {
    renew();
    AtomicInteger asked = new AtomicInteger();
    Patience patience = new Patience(() -> 0, Duration.ofSeconds(15));
    Cluster cluster =
        server.cluster(
            server.clientThatIsHeldUp(
                call -> {
                  if (call.kind().equals("configmaps") && asked.incrementAndGet() == 3) {
                    patience.end();
                  }
                }));

    assertThatThrownBy(
            () -> new HostClaims(cluster, new Api(cluster)).claim("shop.localhost", SHOP, patience))
        .isInstanceOf(StoreException.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void claimThatCannotBeWritten_failsInTheEnd() {
    Assumptions.assumeFalse(ApiServer.isGiven(), "it needs faults");
    server.faults(call -> call.toString().equals("POST configmaps") ? Fault.refused(409) : null);

    assertThatThrownBy(() -> within30Seconds(store().create(first(SHOP)).toCompletableFuture()))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("host shop.localhost");
  }

  /** One of two engines wants a further host, which is taken, and gives back what it claimed. */
  @Test
  void givingBack_leavesNoOtherWriteOfTheAppWithoutItsClaim() {
    KubernetesSlotStore former = store();
    AppRecord shop = first(SHOP);
    written(former.create(shop).toCompletableFuture());
    written(former.create(first(AppName.of("shop-staging"))).toCompletableFuture());
    AppRecord withQa =
        shop.next(shop.app().withSlot(Slot.named(SlotName.of("qa"))), shop.operation());
    AppRecord withBoth = withBoth(shop);
    AtomicBoolean done = new AtomicBoolean();
    KubernetesSlotStore later =
        store(
            call -> {
              if (call.toString().equals("PUT secrets/slots-app.shop")
                  && done.compareAndSet(false, true)) {
                assertThat(former.replace(withBoth, List.of()).toCompletableFuture().join())
                    .isInstanceOf(StoreAnswer.HostTaken.class);
              }
            });

    written(later.replace(withQa, List.of()).toCompletableFuture());

    assertThat(claim("slots-host.shop-qa.localhost")).isPresent();
  }

  private static AppRecord withBoth(AppRecord shop) {
    return shop.next(
        withStaging(shop).app().withSlot(Slot.named(SlotName.of("qa"))), shop.operation());
  }

  private static void written(CompletableFuture<StoreAnswer> answer) {
    assertThat(answer.join()).isInstanceOf(StoreAnswer.Written.class);
  }
}
