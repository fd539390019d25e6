package io.slots.jdbc;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.EngineLeases.Adrift;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.EngineLeases.Watcher;
import io.slots.spi.SlotStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What engines expect of the leases of a store that they share. */
abstract class EngineLeasesContract {
  private static final EngineId ONE = EngineId.of("one", "1");
  private static final EngineId TWO = EngineId.of("two", "1");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final AppName SHOP = AppName.of("Shop");

  abstract SlotStore store();

  /** Lets {@code duration} pass by the clock of the store. */
  abstract void pass(Duration duration);

  /** Lets happen what is about to happen. */
  abstract void settle();

  private EngineLeases leases() {
    return store().leases().orElseThrow();
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  final List<AppName> adrift() {
    return got(leases().adrift(100)).stream().map(Adrift::app).toList();
  }

  /** An app with an operation that {@code engine} drives. */
  final AppRecord stored(AppName app, EngineId engine) {
    AppRecord first = Records.first(app);
    got(store().create(first));
    Operation driven =
        Records.operation(app, "op-1", 1).toBuilder().holder(engine).fencingToken(1).build();
    AppRecord record = first.next(first.app(), Optional.of(driven));
    got(store().replace(record, List.of()));
    return record;
  }

  @Test
  @DisplayName("S9.3 what an engine drives is not adrift while it has its lease")
  void adrift_engineWithLease_hasNothing() {
    got(leases().begin(ONE, LONG));
    stored(SHOP, ONE);

    assertThat(adrift()).isEmpty();
  }

  @Test
  @DisplayName(
      "S9.3 what an engine drove is adrift once its lease has run out, and it is told whose it was")
  void adrift_leaseRanOut() {
    got(leases().begin(ONE, ofMillis(200)));
    AppRecord record = stored(SHOP, ONE);

    pass(ofMillis(400));

    Adrift adrift = new Adrift(SHOP, "one/1");
    assertThat(got(leases().adrift(100))).containsExactly(adrift);
    assertThat(adrift.isStill(record)).isTrue();
    assertThat(adrift.isStill(record.lookedAfterBy(TWO))).isFalse();
  }

  @Test
  @DisplayName("S9.3 what an engine drove that nobody knows is adrift")
  void adrift_unknownEngine() {
    stored(SHOP, ONE);

    assertThat(adrift()).containsExactly(SHOP);
  }

  @Test
  @DisplayName("S9.3 an app that needs no engine is never adrift")
  void adrift_nothingNeeded() {
    AppRecord record = stored(SHOP, ONE);
    got(store().replace(record.next(record.app(), Optional.empty()), List.of()));

    assertThat(adrift()).isEmpty();
  }

  @Test
  @DisplayName("S9.3 who looks after an app is kept when its operation has ended")
  void engine_isKept() {
    AppRecord record = stored(SHOP, ONE);
    got(store().replace(record.next(record.app(), Optional.empty()), List.of()));

    assertThat(got(store().find(SHOP)).orElseThrow().engine()).contains(ONE);
  }

  @Test
  @DisplayName("S9.3 of many that are adrift so many are told as are asked for")
  void adrift_isLimited() {
    for (int i = 0; i < 5; i++) {
      stored(AppName.of("app-" + i), ONE);
    }

    assertThat(got(leases().adrift(3))).hasSize(3);
    assertThat(got(leases().adrift(100))).hasSize(5);
  }

  @Test
  @DisplayName("S9.4 a lease can be prolonged, also one that has run out")
  void renew_prolongs() {
    got(leases().begin(ONE, ofMillis(200)));
    stored(SHOP, ONE);
    pass(ofMillis(400));
    assertThat(adrift()).containsExactly(SHOP);

    assertThat(got(leases().renew(ONE, LONG))).isTrue();

    assertThat(adrift()).isEmpty();
  }

  @Test
  @DisplayName("S9.4 a lease of which the store knows nothing any more can be had again")
  void renew_ofNothing() {
    assertThat(got(leases().renew(ONE, LONG))).isTrue();
    stored(SHOP, ONE);

    assertThat(adrift()).isEmpty();
  }

  @Test
  @DisplayName("S9.4 a new incarnation takes the old one's lease, for good")
  void begin_newIncarnation() {
    EngineId young = EngineId.of("one", "2");
    got(leases().begin(ONE, LONG));
    stored(SHOP, ONE);

    got(leases().begin(young, LONG));

    assertThat(adrift()).containsExactly(SHOP);
    assertThat(got(leases().renew(ONE, LONG))).isFalse();
    assertThat(adrift()).containsExactly(SHOP);
    assertThat(got(leases().renew(young, LONG))).isTrue();
  }

  @Test
  @DisplayName("S9.4 an old incarnation does not give back the new one's lease")
  void end_ofOldIncarnation() {
    EngineId young = EngineId.of("one", "2");
    got(leases().begin(ONE, LONG));
    got(leases().begin(young, LONG));
    stored(SHOP, young);

    got(leases().end(ONE));

    assertThat(adrift()).isEmpty();
  }

  @Test
  @DisplayName("S9.4 a lease that is given back is over at once, and others hear of it")
  void end_isOver() {
    got(leases().begin(ONE, LONG));
    got(leases().begin(TWO, LONG));
    stored(SHOP, ONE);
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      int before = heard.missed.get();

      got(leases().end(ONE));

      assertThat(adrift()).containsExactly(SHOP);
      awaited(() -> heard.missed.get() > before);
      assertThat(watch).isNotNull();
    }
  }

  @Test
  @DisplayName("S9.4 who watches hears that an operation ended, and that one is to be cancelled")
  void watch_hears() {
    AppRecord record = stored(SHOP, ONE);
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      Operation cancelled = record.operation().orElseThrow().toBuilder().cancelled(true).build();
      AppRecord second = record.next(record.app(), Optional.of(cancelled));

      got(store().replace(second, List.of()));
      awaited(() -> heard.changes.contains("Shop 3"));
      got(store().replace(second.next(second.app(), Optional.empty()), List.of()));
      awaited(() -> heard.changes.contains("Shop 4"));
      got(store().delete(SHOP, 4));
      awaited(() -> heard.changes.contains("Shop 5"));
      assertThat(watch).isNotNull();
    }
  }

  @Test
  @DisplayName("S9.4 what is not written is not told")
  void watch_staleWrites() {
    AppRecord record = stored(SHOP, ONE);
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      AppRecord next = record.next(record.app(), Optional.empty());
      got(store().replace(next, List.of()));
      got(store().replace(next, List.of()));
      got(store().delete(SHOP, 17));
      got(store().replace(next.next(next.app(), Optional.empty()), List.of()));

      awaited(() -> heard.changes.contains("Shop 4"));
      assertThat(heard.changes).containsExactly("Shop 3", "Shop 4");
      assertThat(watch).isNotNull();
    }
  }

  /** A watcher that has just come may have missed something, or hears nothing yet. */
  final void heardSomething(Heard heard) {
    settle();
    if (isTold()) {
      awaited(() -> heard.missed.get() > 0);
    }
  }

  /** Whether a watcher that comes is told that it may have missed something. */
  abstract boolean isTold();

  final void awaited(java.util.function.BooleanSupplier condition) {
    settle();
    await().atMost(ofSeconds(30)).until(condition::getAsBoolean);
  }

  static final class Heard implements Watcher {
    final ConcurrentLinkedQueue<String> changes = new ConcurrentLinkedQueue<>();
    final AtomicInteger missed = new AtomicInteger();

    @Override
    public void changed(AppName app, long version) {
      changes.add(app.spelling() + " " + version);
    }

    @Override
    public void missed() {
      missed.incrementAndGet();
    }
  }
}
