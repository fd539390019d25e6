package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.core.store.InMemorySlotStore;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.RoutesNotInForceException;
import io.slots.operation.SwapRequest;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S9.4: a store that was restored from a backup knows older tokens than the platform does. */
class RestoredStoreTest {
  private final RestorableStore store = new RestorableStore();
  private long tokensAbove;
  private final SlotsTestKit kit =
      SlotsTestKit.create(store, builder -> builder.fencingTokensAbove(tokensAbove));

  RestoredStoreTest() {
    kit.time().patience(Duration.ofDays(1)); // Who is refused a token asks again, without end.
    Shop.sticky(kit, 2);
  }

  @Test
  @DisplayName("S9.4 its engine is refused by parts that know newer tokens, and says which")
  void restored_isRefused() {
    long known = restoreAfterFurtherOperations();
    kit.crashAndRestartEngine();

    assertThatThrownBy(() -> share(5))
        .isInstanceOf(RoutesNotInForceException.class)
        .hasMessageContaining("older")
        .hasMessageContaining(Long.toString(known));
  }

  @Test
  @DisplayName("S9.4 told to claim tokens above those, it goes on, and needs not be told again")
  void tokensAboveThoseKnown_areTaken() {
    tokensAbove = restoreAfterFurtherOperations();
    kit.crashAndRestartEngine();

    share(5);
    assertThat(record().fencingToken()).isEqualTo(tokensAbove + 1);

    tokensAbove = 0;
    kit.crashAndRestartEngine();
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S9.4 an operation that the backup holds is taken over with such a token, too")
  void tokensAboveThoseKnown_areTakenForWhatWasUnderWay() {
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    store.backUp();
    kit.time().runUntil(() -> record().operation().isEmpty());
    share(1);
    share(2);
    tokensAbove = record().fencingToken();
    store.restore();

    kit.crashAndRestartEngine();
    kit.time().runUntil(() -> record().operation().isEmpty());

    assertThat(record().fencingToken()).isEqualTo(tokensAbove + 1);
    assertThat(kit.slots().operations().history(SHOP, 1))
        .singleElement()
        .satisfies(it -> assertThat(Outcome.of(it)).isInstanceOf(Outcome.Reverted.class));
  }

  @Test
  @DisplayName("S9.4 an app that is made anew begins above those, too")
  void newApp_beginsAbove() {
    tokensAbove = 70;
    kit.crashAndRestartEngine();
    kit.slots().apps().deleteWithSlots(SHOP).await();

    kit.stagingAndProduction(1);

    assertThat(record().fencingToken()).isGreaterThan(tokensAbove);
  }

  @Test
  @DisplayName("S6.1 what follows is begun, though another engine has raised the token meanwhile")
  void tokenRaisedByAnotherEngine_losesNoSuccessor() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, SlotName.PRODUCTION);
    Running deployment = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"));
    AppRecord raised = record().toBuilder().fencingToken(1_000).build();
    store.replace(raised.next(raised.app(), raised.operation()), List.of());

    Outcome deployed = deployment.await();
    OperationId swap = deployed.report().followedBy().orElseThrow();

    assertThat(kit.slots().operations().follow(SHOP, swap).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void tokenOutOfRange_isRefused() {
    for (long token : new long[] {-1, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> Slots.builder().fencingTokensAbove(token))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Long.toString(token));
    }
  }

  /** Returns the highest token that the platform knows then. */
  private long restoreAfterFurtherOperations() {
    store.backUp();
    share(1);
    share(2);
    share(3);
    share(0);
    long known = record().fencingToken();
    store.restore();
    assertThat(record().fencingToken()).isLessThan(known - 1);
    return known;
  }

  private void share(int percent) {
    kit.slots()
        .slots()
        .route(SHOP, percent == 0 ? List.of() : List.of(TrafficShare.of(STAGING, percent)));
  }

  private AppRecord record() {
    return store.find(SHOP).toCompletableFuture().join().orElseThrow();
  }

  /** Can be put back to what it was, by doing again what was done until then. */
  private static final class RestorableStore implements SlotStore {
    private final List<Function<SlotStore, CompletionStage<StoreAnswer>>> writes =
        new ArrayList<>();
    private SlotStore now = InMemorySlotStore.create();
    private int backedUp;

    void backUp() {
      backedUp = writes.size();
    }

    void restore() {
      now = InMemorySlotStore.create();
      writes.subList(0, backedUp).forEach(it -> it.apply(now).toCompletableFuture().join());
    }

    private CompletionStage<StoreAnswer> write(
        Function<SlotStore, CompletionStage<StoreAnswer>> write) {
      writes.add(write);
      return write.apply(now);
    }

    @Override
    public CompletionStage<Optional<AppRecord>> find(AppName app) {
      return now.find(app);
    }

    @Override
    public CompletionStage<List<AppName>> apps() {
      return now.apps();
    }

    @Override
    public CompletionStage<List<AppName>> appsThatNeedEngine() {
      return now.appsThatNeedEngine();
    }

    @Override
    public CompletionStage<Long> lastFencingToken(AppName app) {
      return now.lastFencingToken(app);
    }

    @Override
    public CompletionStage<StoreAnswer> create(AppRecord first) {
      return write(it -> it.create(first));
    }

    @Override
    public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
      return write(it -> it.replace(next, ended));
    }

    @Override
    public CompletionStage<StoreAnswer> delete(AppName app, long version) {
      return write(it -> it.delete(app, version));
    }

    @Override
    public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
      return now.history(app, limit);
    }
  }
}
