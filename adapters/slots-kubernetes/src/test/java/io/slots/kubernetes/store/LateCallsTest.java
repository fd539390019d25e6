package io.slots.kubernetes.store;

import static io.slots.testkit.conformance.Records.done;
import static io.slots.testkit.conformance.Records.ended;
import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.kubernetes.server.ApiCall;
import io.slots.kubernetes.server.ApiServer;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One engine is held up in the middle of a call, while another goes on. */
final class LateCallsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final Duration LONG = Duration.ofMinutes(10);

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

  private KubernetesSlotStore heldUp(Predicate<ApiCall> when, Runnable meanwhile) {
    AtomicBoolean done = new AtomicBoolean();
    return store(
        call -> {
          if (!done.get() && when.test(call) && done.compareAndSet(false, true)) {
            meanwhile.run();
          }
        });
  }

  private static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  private static AppRecord written(KubernetesSlotStore store, AppRecord next, int reports) {
    List<EndedOperation> ended = new ArrayList<>();
    for (int i = 0; i < reports; i++) {
      ended.add(ended(next.name(), "op-" + next.version() + "-" + i));
    }
    assertThat(get(next.version() == 1 ? store.create(next) : store.replace(next, ended)))
        .isInstanceOf(StoreAnswer.Written.class);
    return next;
  }

  /** With so many reports that some are moved out of the record. */
  private static AppRecord withCopies(KubernetesSlotStore store) {
    AppRecord shop = written(store, done(written(store, first(SHOP), 0)), 40);
    return written(store, done(shop), 1);
  }

  /** The app is deleted, and another of its name made, before the former's reports are cleared. */
  @Test
  void reportsOfADeletedApp_areClearedAway_butNotThoseOfTheNextOne() {
    KubernetesSlotStore later = store();
    KubernetesSlotStore former =
        heldUp(call -> call.toString().equals("GET secrets"), () -> withCopies(later));
    AppRecord shop = withCopies(later);

    assertThat(get(former.delete(SHOP, shop.version()))).isInstanceOf(StoreAnswer.Written.class);

    assertThat(get(later.history(SHOP, 100))).hasSize(41);
  }

  /** Who is late counts the many reports that the former app had, and forgets the oldest. */
  @Test
  void reportsOfTheNextApp_areNotForgottenByWhoKnowsTheFormer() {
    KubernetesSlotStore later = store();
    KubernetesSlotStore former = store();
    AppRecord old = written(later, done(written(later, first(SHOP), 0)), 1_100);
    assertThat(get(former.find(SHOP))).contains(old);
    assertThat(get(later.delete(SHOP, old.version()))).isInstanceOf(StoreAnswer.Written.class);
    withCopies(later);

    assertThat(get(former.replace(done(old), List.of()))).isInstanceOf(StoreAnswer.Stale.class);

    assertThat(get(later.history(SHOP, 100))).hasSize(41);
  }

  /** An engine has only just come, and taken an app. */
  @Test
  void appOfAnEngineThatHasOnlyJustBegun_isNotAdrift() {
    EngineId engine = EngineId.of("newcomer", "1");
    KubernetesSlotStore later = store();
    AtomicInteger lists = new AtomicInteger();
    KubernetesSlotStore former =
        heldUp(
            call ->
                (call.toString().equals("GET secrets") || call.toString().equals("GET leases"))
                    && lists.incrementAndGet() == 2,
            () -> {
              var unused = get(later.leases().orElseThrow().begin(engine, LONG));
              AppRecord shop = written(later, first(SHOP), 0);
              written(
                  later,
                  shop.next(
                      shop.app(),
                      Optional.of(
                          operation(SHOP, "op-1", 1).toBuilder()
                              .holder(engine)
                              .fencingToken(1)
                              .build())),
                  0);
            });

    assertThat(get(former.leases().orElseThrow().adrift(10))).isEmpty();
    assertThat(get(later.leases().orElseThrow().adrift(10))).isEmpty();
  }

  /** Whoever watches is told that something happened, though the record does not say what. */
  @Test
  void recordThatSomebodyHasDamagedAndPutRight_isToldBoth() {
    KubernetesSlotStore store = store();
    written(store, first(SHOP), 0);
    AtomicInteger told = new AtomicInteger();
    EngineLeases.Watch watch =
        store
            .leases()
            .orElseThrow()
            .watch(
                new EngineLeases.Watcher() {
                  @Override
                  public void changed(AppName app, long version) {
                    told.incrementAndGet();
                  }

                  @Override
                  public void missed() {
                    told.incrementAndGet();
                  }
                });
    // Both kinds are listed.
    until(() -> told.get() >= 2);

    int before = told.get();
    edit("x");
    until(() -> told.get() > before);
    int damaged = told.get();
    edit("1");
    until(() -> told.get() > damaged);
    watch.close();
  }

  private void edit(String version) {
    Secret unused =
        aside
            .secrets()
            .inNamespace(ApiServer.NAMESPACE)
            .withName("slots-app.shop")
            .edit(
                it -> {
                  it.getMetadata().getAnnotations().put(Stored.VERSION, version);
                  return it;
                });
  }

  private static void until(java.util.concurrent.Callable<Boolean> seen) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(seen);
  }
}
