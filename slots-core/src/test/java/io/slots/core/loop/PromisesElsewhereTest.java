package io.slots.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.rules.DeploymentRules;
import io.slots.core.rules.EffectiveSettings;
import io.slots.core.rules.SettlingRules;
import io.slots.core.rules.Succession;
import io.slots.core.rules.SwapRules;
import io.slots.core.store.InMemorySlotStore;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Rerouting;
import io.slots.settings.SettingsPolicy;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.1: whoever follows an operation that another engine drives hears how it ends. */
class PromisesElsewhereTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final OperationId ID = OperationId.of("op-1");
  private static final EngineId OTHER = EngineId.of("other", "1");
  private static final EngineId MINE = EngineId.of("mine", "1");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SharedInMemoryStore store = new SharedInMemoryStore();
  private final Surroundings surroundings = surroundings(new InlineScheduler());
  private final Runs runs = new Runs(surroundings, record -> {});
  private final AppRecord theirs = store.begun();

  @Test
  @DisplayName("S8.1 who follows while this engine tries to take it over, in vain, is told its end")
  void followed_whileATakeOverFails_isTold() {
    AppRecord claim = theirs.next(theirs.app(), Optional.of(by(MINE, 2)));

    runs.ready(claim); // Not stored yet.
    Promise promise = runs.promise(theirs, ID);
    runs.notReady(ID); // Its driver was faster.
    store.end(theirs);
    runs.elsewhere().look(SHOP);

    assertThat(promise.isKept()).isTrue();
  }

  @Test
  @DisplayName("S8.1 who follows what another engine drives is told its end")
  void followed_isTold() {
    Promise promise = runs.promise(theirs, ID);
    runs.elsewhere().look(SHOP);
    assertThat(promise.isKept()).isFalse();

    store.end(theirs);
    runs.elsewhere().look(SHOP);

    assertThat(promise.isKept()).isTrue();
  }

  private static Operation by(EngineId engine, long token) {
    return Beginnings.begun(
            AppRecord.first(App.of(SHOP, Plan.premium(1)), token - 1),
            App.of(SHOP, Plan.premium(1)),
            ID,
            Optional.empty(),
            Rerouting.of("a test", List.of(SlotName.PRODUCTION)),
            Limits.defaults(),
            engine,
            NOW)
        .operation()
        .orElseThrow();
  }

  private Surroundings surroundings(InlineScheduler scheduler) {
    PunctualStore punctual = new PunctualStore(store, scheduler);
    SettingsPolicy policy = SettingsPolicy.functions2019();
    EffectiveSettings effective = new EffectiveSettings(policy);
    return new Surroundings(
        scheduler,
        punctual,
        new Effects(
            unused(io.slots.spi.InstanceRestarter.class),
            Optional.empty(),
            unused(io.slots.spi.HealthProbe.class),
            unused(io.slots.spi.Router.class),
            Optional.empty()),
        new Announcer(List.of(), scheduler),
        new Succession(
            new SwapRules(policy, false),
            new DeploymentRules(effective, false),
            new SettlingRules(effective),
            Limits.defaults()),
        () -> ID,
        MINE,
        new Lease(store.leases(), MINE, Duration.ofSeconds(15), scheduler));
  }

  /** No effect is begun here. */
  private static <T> T unused(Class<T> spi) {
    return spi.cast(
        Proxy.newProxyInstance(
            spi.getClassLoader(),
            new Class<?>[] {spi},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " is called");
            }));
  }

  /** What several engines could share. */
  private static final class SharedInMemoryStore implements SlotStore {
    private final SlotStore store = InMemorySlotStore.create();

    AppRecord begun() {
      AppRecord first = AppRecord.first(App.of(SHOP, Plan.premium(1)), 0);
      AppRecord begun = first.next(first.app(), Optional.of(by(OTHER, 1)));
      assertWritten(store.create(first));
      assertWritten(store.replace(begun, List.of()));
      return begun;
    }

    void end(AppRecord begun) {
      Operation operation = begun.operation().orElseThrow();
      assertWritten(
          store.replace(
              begun.next(begun.app(), Optional.empty()),
              List.of(Reports.of(operation, Optional.empty(), NOW))));
    }

    private static void assertWritten(CompletionStage<StoreAnswer> answer) {
      assertThat(answer.toCompletableFuture().join()).isEqualTo(new StoreAnswer.Written());
    }

    @Override
    public Optional<EngineLeases> leases() {
      return Optional.of(unused(EngineLeases.class));
    }

    @Override
    public CompletionStage<Optional<AppRecord>> find(AppName app) {
      return store.find(app);
    }

    @Override
    public CompletionStage<List<AppName>> apps() {
      return store.apps();
    }

    @Override
    public CompletionStage<List<AppName>> appsThatNeedEngine() {
      return store.appsThatNeedEngine();
    }

    @Override
    public CompletionStage<Long> lastFencingToken(AppName app) {
      return store.lastFencingToken(app);
    }

    @Override
    public CompletionStage<StoreAnswer> create(AppRecord first) {
      return store.create(first);
    }

    @Override
    public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
      return store.replace(next, ended);
    }

    @Override
    public CompletionStage<StoreAnswer> delete(AppName app, long version) {
      return store.delete(app, version);
    }

    @Override
    public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
      return store.history(app, limit);
    }
  }
}
