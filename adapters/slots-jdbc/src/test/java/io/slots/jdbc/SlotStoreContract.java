package io.slots.jdbc;

import static io.slots.jdbc.Records.SHOP;
import static io.slots.jdbc.Records.STAGING;
import static io.slots.jdbc.Records.done;
import static io.slots.jdbc.Records.ended;
import static io.slots.jdbc.Records.first;
import static io.slots.jdbc.Records.withSetting;
import static io.slots.jdbc.Records.withStaging;
import static io.slots.jdbc.Records.working;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class SlotStoreContract {
  private static final StoreAnswer WRITTEN = new StoreAnswer.Written();
  private static final StoreAnswer STALE = new StoreAnswer.Stale();

  /** The host of this slot is also the production host of an app of this name. */
  private static final AppName RIVAL = AppName.of("shop-staging");

  /** An empty store; the same one throughout a test. */
  abstract SlotStore store();

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private AppRecord written(AppRecord record) {
    StoreAnswer answer =
        get(record.version() == 1 ? store().create(record) : store().replace(record, List.of()));
    assertThat(answer).isEqualTo(WRITTEN);
    return record;
  }

  @Test
  void find_anAppThatWasWritten_returnsWhatWasWritten() {
    AppRecord shop = written(withSetting(written(first(SHOP)), "PASSWORD", "swordfish"));
    AppRecord working = written(working(shop, "op-1", 3));

    assertThat(get(store().find(AppName.of("sHOP")))).contains(working);
    assertThat(get(store().find(SHOP)).orElseThrow().name().spelling()).isEqualTo("Shop");
    assertThat(get(store().find(AppName.of("other")))).isEmpty();
  }

  @Test
  @DisplayName("S1.2 an app exists once, in whatever letter case its name is written")
  void create_anAppThatExists_isStale() {
    AppRecord shop = written(first(SHOP));

    assertThat(get(store().create(first(AppName.of("SHOP"))))).isEqualTo(STALE);

    assertThat(get(store().find(SHOP))).contains(shop);
  }

  @Test
  @DisplayName("S9.4 a write that expects another version changes nothing")
  void replace_anotherVersion_isStale() {
    AppRecord shop = written(first(SHOP));
    AppRecord newer = written(withStaging(shop));

    StoreAnswer late =
        get(store().replace(withSetting(shop, "A", "1"), List.of(ended(SHOP, "op-1"))));
    StoreAnswer early = get(store().replace(done(done(newer)), List.of()));
    StoreAnswer unknown = get(store().replace(withStaging(first(RIVAL)), List.of()));

    assertThat(List.of(late, early, unknown)).containsOnly(STALE);
    assertThat(get(store().find(SHOP))).contains(newer);
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    assertThat(get(store().apps())).containsExactly(SHOP);
  }

  @Test
  @DisplayName("S1.3 no two apps have a host name in common, and the refused one leaves no trace")
  void hosts_ofAnotherApp_areTaken() {
    AppRecord rival = written(first(RIVAL));
    AppRecord shop = written(first(SHOP));
    HostName host = HostName.of("shop-staging.localhost");

    StoreAnswer answer = get(store().replace(withStaging(shop), List.of(ended(SHOP, "op-1"))));

    assertThat(answer).isEqualTo(new StoreAnswer.HostTaken(host, rival.name()));
    assertThat(get(store().find(SHOP))).contains(shop);
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    written(withSetting(shop, "A", "1"));
  }

  @Test
  @DisplayName("S1.3 a host name is free again when its app is deleted")
  void hosts_ofADeletedApp_areFree() {
    AppRecord shop = written(withStaging(written(first(SHOP))));
    StoreAnswer.HostTaken taken =
        new StoreAnswer.HostTaken(HostName.of("shop-staging.localhost"), SHOP);
    assertThat(get(store().create(first(RIVAL)))).isEqualTo(taken);
    assertThat(get(store().find(RIVAL))).isEmpty();

    assertThat(get(store().delete(SHOP, shop.version()))).isEqualTo(WRITTEN);

    written(first(RIVAL));
  }

  @Test
  @DisplayName("S1.3 a host name is free again when its slot is removed")
  void hosts_ofARemovedSlot_areFree() {
    AppRecord shop = written(withStaging(written(first(SHOP))));

    written(shop.next(shop.app().withoutSlot(STAGING), shop.operation()));

    written(first(RIVAL));
    assertThat(get(store().replace(withStaging(done(done(shop))), List.of()))).isEqualTo(STALE);
  }

  @Test
  @DisplayName("S1.3 an app's own host names do not stand in its way")
  void hosts_ofTheAppItself_areKept() {
    AppRecord shop = written(withStaging(written(first(SHOP))));

    AppRecord two =
        written(shop.next(shop.app().withSlot(Slot.named(SlotName.of("qa"))), shop.operation()));

    assertThat(get(store().find(SHOP))).contains(two);
    assertThat(get(store().create(first(AppName.of("shop-qa")))))
        .isInstanceOf(StoreAnswer.HostTaken.class);
  }

  @Test
  @DisplayName("S8.1 history is newest first, and no longer than asked for")
  void history_severalReports_newestFirst() {
    AppRecord shop = written(first(SHOP));
    assertThat(get(store().replace(done(shop), List.of(ended(SHOP, "op-1"), ended(SHOP, "op-2")))))
        .isEqualTo(WRITTEN);
    assertThat(get(store().replace(done(done(shop)), List.of(ended(SHOP, "op-3")))))
        .isEqualTo(WRITTEN);

    assertThat(get(store().history(SHOP, 10)))
        .containsExactly(ended(SHOP, "op-3"), ended(SHOP, "op-2"), ended(SHOP, "op-1"));
    assertThat(get(store().history(SHOP, 2)))
        .extracting(EndedOperation::id)
        .containsExactly(OperationId.of("op-3"), OperationId.of("op-2"));
    assertThat(get(store().history(RIVAL, 10))).isEmpty();
  }

  @Test
  @DisplayName("S8.1 the last thousand operations of an app are kept")
  void history_moreThanAreKept_forgetsTheOldest() {
    AppRecord shop = written(first(SHOP));
    List<EndedOperation> many = new ArrayList<>();
    for (int i = 1; i <= 1_003; i++) {
      many.add(ended(SHOP, "op-" + i));
    }

    assertThat(get(store().replace(done(shop), many))).isEqualTo(WRITTEN);

    List<EndedOperation> kept = get(store().history(SHOP, 2_000));
    assertThat(kept).hasSize(1_000);
    assertThat(kept.get(999).id()).isEqualTo(OperationId.of("op-4"));
  }

  @Test
  @DisplayName("S9.3 an engine finds what it has to go on with")
  void appsThatNeedEngine_workingAndIdle_returnsTheWorking() {
    written(first(AppName.of("idle")));
    AppRecord shop = written(working(written(first(SHOP)), "op-1", 1));
    written(working(written(first(AppName.of("bazaar"))), "op-2", 1));
    assertThat(get(store().appsThatNeedEngine())).containsExactly(AppName.of("bazaar"), SHOP);

    written(done(shop));

    assertThat(get(store().appsThatNeedEngine())).containsExactly(AppName.of("bazaar"));
    assertThat(get(store().apps())).containsExactly(AppName.of("bazaar"), AppName.of("idle"), SHOP);
  }

  @Test
  @DisplayName("S9.4 the fencing token of a deleted app is not forgotten")
  void delete_anApp_keepsItsTokenAndNothingElse() {
    AppRecord shop = written(done(written(working(written(first(SHOP)), "op-1", 7))));
    assertThat(get(store().replace(done(shop), List.of(ended(SHOP, "op-1"))))).isEqualTo(WRITTEN);
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(7);
    assertThat(get(store().lastFencingToken(RIVAL))).isZero();

    assertThat(get(store().delete(SHOP, shop.version()))).isEqualTo(STALE);
    assertThat(get(store().delete(SHOP, shop.version() + 1))).isEqualTo(WRITTEN);

    assertThat(get(store().find(SHOP))).isEmpty();
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(7);
    assertThat(get(store().delete(SHOP, shop.version() + 1))).isEqualTo(STALE);
    AppRecord again =
        written(AppRecord.first(first(SHOP).app(), get(store().lastFencingToken(SHOP))));
    AppRecord further = written(working(again, "op-2", 8));
    assertThat(get(store().delete(SHOP, further.version()))).isEqualTo(WRITTEN);
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(8);
  }

  @Test
  @DisplayName("S9.4 of writes that race, one wins each version, and none is lost")
  void replace_byManyThreads_losesNothing() throws Exception {
    written(first(SHOP));
    int threads = 8;
    int each = 25;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String id = "thread-" + thread + "-";
        all.add(pool.submit(() -> increments(id, each)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }

    assertThat(get(store().find(SHOP)).orElseThrow().version()).isEqualTo(1 + threads * each);
    assertThat(get(store().history(SHOP, 1_000))).hasSize(threads * each).doesNotHaveDuplicates();
  }

  private void increments(String id, int times) {
    for (int done = 0; done < times; ) {
      AppRecord found = get(store().find(SHOP)).orElseThrow();
      StoreAnswer answer =
          get(store().replace(Records.done(found), List.of(ended(SHOP, id + done))));
      if (answer.equals(WRITTEN)) {
        done++;
      }
    }
  }

  @Test
  @DisplayName("S1.3 of two apps that race for a host name, one gets it")
  void hosts_wantedByTwoAtOnce_goToOne() {
    for (int i = 10; i < 40; i++) {
      AppRecord app = written(first(AppName.of("app" + i)));
      CompletionStage<StoreAnswer> slot = store().replace(withStaging(app), List.of());
      CompletionStage<StoreAnswer> rival =
          store().create(first(AppName.of("app" + i + "-staging")));

      List<StoreAnswer> answers = List.of(get(slot), get(rival));

      assertThat(answers).containsOnlyOnce(WRITTEN);
      assertThat(answers).filteredOn(StoreAnswer.HostTaken.class::isInstance).hasSize(1);
    }
  }
}
