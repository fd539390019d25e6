package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Fixtures.SECRET;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.STAGING;
import static io.slots.testkit.conformance.Records.done;
import static io.slots.testkit.conformance.Records.ended;
import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.withSetting;
import static io.slots.testkit.conformance.Records.withStaging;
import static io.slots.testkit.conformance.Records.working;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SlotStore} does. */
public interface SlotStoreConformance extends Conformance {
  /** A store that is empty at first; the same one throughout a test. */
  SlotStore store();

  /** Closes the store and opens it again, as after a crash; it is {@link #store()} from then on. */
  void reopen();

  /**
   * Brings the store into trouble: from now on it can write nothing, as on a full disk or without a
   * connection. Does nothing where {@link Capability#TROUBLE} is not supported.
   */
  void breakDown();

  /** The whole record is kept: what an instance gets after a crash comes out of it. */
  @Test
  @Core
  @DisplayName("S9.6 what was written is found as it was written")
  default void S9_6_find_returnsWhatWasWritten() {
    AppRecord shop = written(withSetting(written(first(SHOP)), "PASSWORD", "swordfish"));
    AppRecord working = written(working(shop, "op-1", 3));

    assertThat(get(store().find(AppName.of("sHOP")))).contains(working);
    assertThat(get(store().find(SHOP)).orElseThrow().name().spelling()).isEqualTo("Shop");
    assertThat(get(store().find(AppName.of("other")))).isEmpty();
  }

  /** A write that was acknowledged is there when the store is opened again, with its history. */
  @Test
  @Core
  @Needs(Capability.DURABILITY)
  @DisplayName("S9.6 what was acknowledged is there when the store is opened again")
  default void S9_6_acknowledgedWrites_areThereAgain() {
    AppRecord shop = written(working(written(first(SHOP)), "op-1", 7));
    AppRecord ended = done(shop);
    assertThat(get(store().replace(ended, List.of(ended(SHOP, "op-1")))))
        .isEqualTo(writtenAnswer());
    AppRecord gone = written(working(written(first(AppName.of("gone"))), "op-2", 9));
    assertThat(get(store().delete(gone.name(), gone.version()))).isEqualTo(writtenAnswer());

    reopen();

    if (unsupported().contains(Capability.DURABILITY)) {
      assertThat(get(store().apps())).isEmpty();
      assertThat(get(store().history(SHOP, 10))).isEmpty();
      assertThat(get(store().lastFencingToken(SHOP))).isZero();
      return;
    }
    assertThat(get(store().find(SHOP))).contains(ended);
    assertThat(get(store().history(SHOP, 10))).containsExactly(ended(SHOP, "op-1"));
    assertThat(get(store().apps())).containsExactly(SHOP);
    assertThat(get(store().lastFencingToken(gone.name()))).isEqualTo(9);
  }

  /** Names are told apart without regard to letter case, so that they can be host names. */
  @Test
  @Core
  @DisplayName("S1.2 an app exists once, in whatever letter case its name is written")
  default void S1_2_createAnAppThatExists_isStale() {
    AppRecord shop = written(first(SHOP));

    assertThat(get(store().create(first(AppName.of("SHOP"))))).isEqualTo(stale());

    assertThat(get(store().find(SHOP))).contains(shop);
  }

  /** The condition on the version is what keeps two engines from driving one operation. */
  @Test
  @Core
  @DisplayName("S9.4 a write that expects another version changes nothing")
  default void S9_4_writeOfAnotherVersion_isStale() {
    AppName rival = rival();
    AppRecord shop = written(first(SHOP));
    AppRecord newer = written(withStaging(shop));

    StoreAnswer late =
        get(store().replace(withSetting(shop, "A", "1"), List.of(ended(SHOP, "op-1"))));
    StoreAnswer early = get(store().replace(done(done(newer)), List.of()));
    StoreAnswer unknown = get(store().replace(withStaging(first(rival)), List.of()));

    assertThat(List.of(late, early, unknown)).containsOnly(stale());
    assertThat(get(store().find(SHOP))).contains(newer);
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    assertThat(get(store().apps())).containsExactly(SHOP);
  }

  /** So does the condition of a deletion. */
  @Test
  @Core
  @DisplayName("S9.4 a deletion that expects another version changes nothing")
  default void S9_4_deletionOfAnotherVersion_isStale() {
    AppRecord shop = written(withStaging(written(first(SHOP))));

    assertThat(get(store().delete(SHOP, shop.version() - 1))).isEqualTo(stale());
    assertThat(get(store().delete(SHOP, shop.version() + 1))).isEqualTo(stale());
    assertThat(get(store().delete(rival(), 1))).isEqualTo(stale());

    assertThat(get(store().find(SHOP))).contains(shop);
  }

  /** After a lost answer the engine writes again, or reads: it must not be written twice. */
  @Test
  @Core
  @DisplayName("S9.5 a write that was made already is stale, and appends nothing again")
  default void S9_5_sameWriteAgain_isStale() {
    AppRecord shop = written(first(SHOP));
    AppRecord next = done(shop);
    CompletableFuture<StoreAnswer> lost =
        begin(() -> store().replace(next, List.of(ended(SHOP, "op-1"))));
    waiting().untilDone(lost);

    StoreAnswer again = get(store().replace(next, List.of(ended(SHOP, "op-1"))));

    assertThat(again).isEqualTo(stale());
    assertThat(get(store().find(SHOP))).contains(next);
    assertThat(get(store().history(SHOP, 10))).containsExactly(ended(SHOP, "op-1"));
    assertThat(get(store().create(first(SHOP)))).isEqualTo(stale());
  }

  /** Two slots of a store never share a host name, and nothing is half written. */
  @Test
  @Core
  @DisplayName("S1.3 no two apps have a host name in common, and the refused one leaves no trace")
  default void S1_3_hostOfAnotherApp_isTaken() {
    AppRecord rival = written(first(rival()));
    AppRecord shop = written(first(SHOP));
    HostName host = HostName.of("shop-staging.localhost");

    StoreAnswer answer = get(store().replace(withStaging(shop), List.of(ended(SHOP, "op-1"))));

    assertThat(answer).isEqualTo(new StoreAnswer.HostTaken(host, rival.name()));
    assertThat(get(store().find(SHOP))).contains(shop);
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    written(withSetting(shop, "A", "1"));
  }

  /** A deleted app holds nothing any more. */
  @Test
  @Core
  @DisplayName("S1.3 a host name is free again when its app is deleted")
  default void S1_3_hostOfADeletedApp_isFree() {
    AppRecord shop = written(withStaging(written(first(SHOP))));
    StoreAnswer.HostTaken taken =
        new StoreAnswer.HostTaken(HostName.of("shop-staging.localhost"), SHOP);
    assertThat(get(store().create(first(rival())))).isEqualTo(taken);
    assertThat(get(store().find(rival()))).isEmpty();

    assertThat(get(store().delete(SHOP, shop.version()))).isEqualTo(writtenAnswer());

    written(first(rival()));
  }

  /** Neither does a slot that was removed. */
  @Test
  @Core
  @DisplayName("S1.3 a host name is free again when its slot is removed")
  default void S1_3_hostOfARemovedSlot_isFree() {
    AppRecord shop = written(withStaging(written(first(SHOP))));

    written(shop.next(shop.app().withoutSlot(STAGING), shop.operation()));

    written(first(rival()));
    assertThat(get(store().replace(withStaging(done(done(shop))), List.of()))).isEqualTo(stale());
  }

  /** An app is no rival of itself. */
  @Test
  @Core
  @DisplayName("S1.3 an app's own host names do not stand in its way")
  default void S1_3_hostsOfTheAppItself_areKept() {
    AppRecord shop = written(withStaging(written(first(SHOP))));

    AppRecord two =
        written(shop.next(shop.app().withSlot(Slot.named(SlotName.of("qa"))), shop.operation()));

    assertThat(get(store().find(SHOP))).contains(two);
    assertThat(get(store().create(first(AppName.of("shop-qa")))))
        .isInstanceOf(StoreAnswer.HostTaken.class);
  }

  /** It is decided in the write itself, and not by a look beforehand. */
  @Test
  @Core
  @DisplayName("S1.3 of two apps that race for a host name, one gets it")
  default void S1_3_hostWantedByTwoAtOnce_goesToOne() {
    for (int i = 10; i < 40; i++) {
      AppRecord app = written(first(AppName.of("app" + i)));
      AppRecord rival = first(AppName.of("app" + i + "-staging"));

      List<StoreAnswer> answers = new ArrayList<>();
      List<Supplier<CompletionStage<StoreAnswer>>> calls =
          List.of(() -> store().replace(withStaging(app), List.of()), () -> store().create(rival));
      Answers.of(this).together(calls).forEach(it -> answers.add(get(it)));

      assertThat(answers).containsOnlyOnce(writtenAnswer());
      assertThat(answers).filteredOn(StoreAnswer.HostTaken.class::isInstance).hasSize(1);
    }
  }

  /** Reports are read from the newest on. */
  @Test
  @Core
  @DisplayName("S8.1 history is newest first, and no longer than asked for")
  default void S8_1_history_isNewestFirst() {
    AppRecord shop = written(first(SHOP));
    assertThat(get(store().replace(done(shop), List.of(ended(SHOP, "op-1"), ended(SHOP, "op-2")))))
        .isEqualTo(writtenAnswer());
    assertThat(get(store().replace(done(done(shop)), List.of(ended(SHOP, "op-3")))))
        .isEqualTo(writtenAnswer());

    assertThat(get(store().history(SHOP, 10)))
        .containsExactly(ended(SHOP, "op-3"), ended(SHOP, "op-2"), ended(SHOP, "op-1"));
    assertThat(get(store().history(SHOP, 2)))
        .extracting(EndedOperation::id)
        .containsExactly(OperationId.of("op-3"), OperationId.of("op-2"));
    assertThat(get(store().history(rival(), 10))).isEmpty();
  }

  /** A store is not to grow for ever. */
  @Test
  @Extended
  @DisplayName("S8.1 the last thousand operations of an app are kept")
  default void S8_1_history_keepsTheLastThousand() {
    AppRecord shop = written(first(SHOP));
    List<EndedOperation> many = new ArrayList<>();
    for (int i = 1; i <= 1_003; i++) {
      many.add(ended(SHOP, "op-" + i));
    }

    assertThat(get(store().replace(done(shop), many))).isEqualTo(writtenAnswer());

    List<EndedOperation> kept = get(store().history(SHOP, 2_000));
    assertThat(kept).hasSize(1_000);
    assertThat(kept.get(999).id()).isEqualTo(OperationId.of("op-4"));
  }

  /** After a crash an engine asks for what it has to go on with, and for nothing else. */
  @Test
  @Core
  @DisplayName("S9.3 an engine finds what it has to go on with")
  default void S9_3_appsThatNeedEngine_areThoseAtWork() {
    written(first(AppName.of("idle")));
    AppRecord shop = written(working(written(first(SHOP)), "op-1", 1));
    written(working(written(first(AppName.of("bazaar"))), "op-2", 1));
    assertThat(get(store().appsThatNeedEngine())).containsExactly(AppName.of("bazaar"), SHOP);

    written(done(shop));

    assertThat(get(store().appsThatNeedEngine())).containsExactly(AppName.of("bazaar"));
    assertThat(get(store().apps())).containsExactly(AppName.of("bazaar"), AppName.of("idle"), SHOP);
  }

  /** Who remembers an old app's tokens must not take a new one of its name for an impostor. */
  @Test
  @Core
  @DisplayName("S9.4 a deleted app leaves its fencing token and nothing else")
  default void S9_4_deletedApp_leavesItsTokenOnly() {
    AppRecord shop = written(done(written(working(written(first(SHOP)), "op-1", 7))));
    assertThat(get(store().replace(done(shop), List.of(ended(SHOP, "op-1")))))
        .isEqualTo(writtenAnswer());
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(7);
    assertThat(get(store().lastFencingToken(rival()))).isZero();

    assertThat(get(store().delete(SHOP, shop.version() + 1))).isEqualTo(writtenAnswer());

    assertThat(get(store().find(SHOP))).isEmpty();
    assertThat(get(store().history(SHOP, 10))).isEmpty();
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(7);
    assertThat(get(store().delete(SHOP, shop.version() + 1))).isEqualTo(stale());
    AppRecord again =
        written(AppRecord.first(first(SHOP).app(), get(store().lastFencingToken(SHOP))));
    AppRecord further = written(working(again, "op-2", 8));
    assertThat(get(store().delete(SHOP, further.version()))).isEqualTo(writtenAnswer());
    assertThat(get(store().lastFencingToken(SHOP))).isEqualTo(8);
  }

  /** Whoever is told "written" has written; whoever is not has to read and try again. */
  @Test
  @Core
  @DisplayName("S9.4 of writes that race one wins each version, and none is lost")
  default void S9_4_racingWrites_loseNothing() {
    int threads = 8;
    int each = 25;
    written(first(SHOP));
    List<CompletableFuture<Boolean>> writers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      writers.add(writer("thread-" + thread + "-", each));
    }

    writers.forEach(it -> assertThat(get(it)).isTrue());

    assertThat(get(store().find(SHOP)).orElseThrow().version()).isEqualTo(1 + threads * each);
    assertThat(get(store().history(SHOP, 1_000))).hasSize(threads * each).doesNotHaveDuplicates();
  }

  /** Writes {@code times} times, each time on what it finds; on a thread of its own if it may. */
  private CompletableFuture<Boolean> writer(String id, int times) {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Runnable writes =
        () -> {
          try {
            for (int done = 0; done < times; ) {
              AppRecord found = get(store().find(SHOP)).orElseThrow();
              StoreAnswer answer =
                  get(store().replace(Records.done(found), List.of(ended(SHOP, id + done))));
              if (answer.equals(writtenAnswer())) {
                done++;
              }
            }
            end.complete(true);
          } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
          }
        };
    if (unsupported().contains(Capability.SEVERAL_THREADS)) {
      writes.run();
    } else {
      Answers.daemon(writes);
    }
    return end;
  }

  /** A store in trouble says so: it acknowledges nothing, and shows no setting. */
  @Test
  @Extended
  @Needs(Capability.TROUBLE)
  @DisplayName("P2 a write in trouble fails, shows no setting's value, and is not acknowledged")
  default void P2_trouble_failsTheStage() {
    AppRecord shop = written(first(SHOP));

    breakDown();

    AppRecord next = withSetting(shop, "KEY", SECRET);
    CompletableFuture<StoreAnswer> answer = begin(() -> store().replace(next, List.of()));
    if (unsupported().contains(Capability.TROUBLE)) {
      assertThat(get(answer)).isEqualTo(writtenAnswer());
    } else {
      Answers.holdsNot(Answers.of(this).failed(answer, "the store is in trouble"), SECRET);
    }
  }

  /** A caller is an engine's thread, which others need: the methods themselves wait for nothing. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    Answers answers = Answers.of(this);
    AppRecord shop = first(SHOP);
    AppRecord next = done(shop);

    assertThat(answers.get(answers.whileInterrupted(() -> store().create(shop))))
        .isEqualTo(writtenAnswer());
    assertThat(
            answers.get(
                answers.whileInterrupted(
                    () -> store().replace(next, List.of(ended(SHOP, "op-1"))))))
        .isEqualTo(writtenAnswer());
    assertThat(answers.get(answers.whileInterrupted(() -> store().find(SHOP)))).contains(next);
    assertThat(answers.get(answers.whileInterrupted(() -> store().history(SHOP, 1)))).hasSize(1);
    assertThat(answers.get(answers.whileInterrupted(() -> store().delete(SHOP, next.version()))))
        .isEqualTo(writtenAnswer());
  }

  /** Many apps are written at once. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 writes of many apps at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    List<AppRecord> records = new ArrayList<>();
    List<Supplier<CompletionStage<StoreAnswer>>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      AppRecord record = first(AppName.of("app-" + i));
      records.add(record);
      calls.add(() -> store().create(record));
    }

    Answers.of(this).together(calls).forEach(it -> assertThat(get(it)).isEqualTo(writtenAnswer()));

    for (AppRecord record : records) {
      assertThat(get(store().find(record.name()))).contains(record);
    }
  }

  private <T> T get(CompletionStage<T> stage) {
    return Answers.of(this).get(stage);
  }

  private AppRecord written(AppRecord record) {
    StoreAnswer answer =
        get(record.version() == 1 ? store().create(record) : store().replace(record, List.of()));
    assertThat(answer).isEqualTo(writtenAnswer());
    return record;
  }

  /** The host of the shop's staging slot is also the production host of an app of this name. */
  private static AppName rival() {
    return AppName.of("shop-staging");
  }

  private static StoreAnswer writtenAnswer() {
    return new StoreAnswer.Written();
  }

  private static StoreAnswer stale() {
    return new StoreAnswer.Stale();
  }
}
