package io.slots.testkit.conformance;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.EngineLeases.Adrift;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.SlotStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the {@link EngineLeases} of every store that engines share do. */
public interface EngineLeasesConformance extends Conformance {
  /** A store with leases that is empty at first; the same one throughout a test. */
  SlotStore store();

  /** Lets {@code duration} pass by the clock of the store. */
  void pass(Duration duration);

  /**
   * Whether a watcher hears of everything from the moment that it watches. If not, it hears first
   * that it may have missed something, once it hears of all that follows.
   */
  boolean hearsAtOnce();

  /** While its engine lives, an app is in good hands. */
  @Test
  @Core
  @DisplayName("S9.3 what an engine drives is not adrift while it has its lease")
  default void S9_3_appOfAnEngineWithLease_isNotAdrift() {
    begin(one());
    stored(app(), one());

    assertThat(adrift()).isEmpty();
  }

  /** Whoever takes it over learns whose it was, so that two do not take it over in turn. */
  @Test
  @Core
  @DisplayName("S9.3 what an engine drove is adrift once its lease has run out")
  default void S9_3_leaseRanOut_appIsAdrift() {
    get(leases().begin(one(), ofMillis(200)));
    AppRecord record = stored(app(), one());

    pass(ofMillis(400));

    Adrift adrift = new Adrift(app(), "one/1");
    assertThat(get(leases().adrift(100))).containsExactly(adrift);
    assertThat(adrift.isStill(record)).isTrue();
    assertThat(adrift.isStill(record.lookedAfterBy(two()))).isFalse();
  }

  /** An engine that never had a lease, or whose lease was forgotten, is as good as dead. */
  @Test
  @Core
  @DisplayName("S9.3 what an engine drove that nobody knows is adrift")
  default void S9_3_appOfAnUnknownEngine_isAdrift() {
    stored(app(), one());

    assertThat(adrift()).containsExactly(app());
  }

  /** Nobody has to look after an app at rest. */
  @Test
  @Core
  @DisplayName("S9.3 an app that needs no engine is never adrift")
  default void S9_3_appAtRest_isNeverAdrift() {
    AppRecord record = stored(app(), one());
    get(store().replace(record.next(record.app(), Optional.empty()), List.of()));

    assertThat(adrift()).isEmpty();
  }

  /** The engine of the last operation goes on with what comes due later. */
  @Test
  @Core
  @DisplayName("S9.3 who looks after an app is kept when its operation has ended")
  default void S9_3_engineOfAnApp_isKept() {
    AppRecord record = stored(app(), one());
    get(store().replace(record.next(record.app(), Optional.empty()), List.of()));

    assertThat(get(store().find(app())).orElseThrow().engine()).contains(one());
  }

  /** Of very many, an engine takes as many at a time as it can carry. */
  @Test
  @Core
  @DisplayName("S9.3 of many that are adrift so many are told as are asked for")
  default void S9_3_adrift_isLimited() {
    for (int i = 0; i < 5; i++) {
      stored(AppName.of("app-" + i), one());
    }

    assertThat(get(leases().adrift(3))).hasSize(3);
    assertThat(get(leases().adrift(100))).hasSize(5);
  }

  /** One engine's lease is not another's. */
  @Test
  @Core
  @DisplayName("S9.3 another engine's lease does not count")
  default void S9_3_anotherEnginesLease_doesNotCount() {
    begin(two());
    stored(app(), one());

    assertThat(adrift()).containsExactly(app());
  }

  /** An engine that stood still goes on if nobody has taken its name. */
  @Test
  @Core
  @DisplayName("S9.4 a lease can be prolonged, also one that has run out")
  default void S9_4_renew_prolongs() {
    get(leases().begin(one(), ofMillis(200)));
    stored(app(), one());
    pass(ofMillis(400));
    assertThat(adrift()).containsExactly(app());

    assertThat(get(leases().renew(one(), length()))).isTrue();

    assertThat(adrift()).isEmpty();
  }

  /** A renewed lease ends as late as is asked for, and no later. */
  @Test
  @Core
  @DisplayName("S9.4 a prolonged lease runs out too")
  default void S9_4_renewedLease_runsOut() {
    begin(one());
    stored(app(), one());

    assertThat(get(leases().renew(one(), ofMillis(200)))).isTrue();
    pass(ofMillis(400));

    assertThat(adrift()).containsExactly(app());
  }

  /** A store that was put back, or cleared, knows of no lease: it is given again. */
  @Test
  @Core
  @DisplayName("S9.4 a lease of which the store knows nothing any more can be had again")
  default void S9_4_renewOfNothing_begins() {
    assertThat(get(leases().renew(one(), length()))).isTrue();
    stored(app(), one());

    assertThat(adrift()).isEmpty();
  }

  /** Two incarnations of a name never have the lease at once: the older is superseded. */
  @Test
  @Core
  @DisplayName("S9.4 a new incarnation takes the old one's lease, for good")
  default void S9_4_newIncarnation_takesTheLease() {
    EngineId young = EngineId.of("one", "2");
    begin(one());
    stored(app(), one());

    begin(young);

    assertThat(adrift()).containsExactly(app());
    assertThat(get(leases().renew(one(), length()))).isFalse();
    assertThat(adrift()).containsExactly(app());
    assertThat(get(leases().renew(young, length()))).isTrue();
  }

  /** What an old incarnation still does concerns its own lease, which it has no more. */
  @Test
  @Core
  @DisplayName("S9.4 an old incarnation does not give back the new one's lease")
  default void S9_4_endOfAnOldIncarnation_endsNothing() {
    EngineId young = EngineId.of("one", "2");
    begin(one());
    begin(young);
    stored(app(), young);

    end(one());

    assertThat(adrift()).isEmpty();
  }

  /** An engine that closes gives its apps to the others at once. */
  @Test
  @Core
  @DisplayName("S9.4 a lease that is given back is over at once, and others hear of it")
  default void S9_4_end_isOverAtOnce() {
    begin(one());
    begin(two());
    stored(app(), one());
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      int before = heard.timesMissed();

      end(one());

      assertThat(adrift()).containsExactly(app());
      waiting().until("others hear that a lease is over", () -> heard.timesMissed() > before);
      assertThat(watch).isNotNull();
    }
  }

  /** Who waits for another engine's operation hears how it goes. */
  @Test
  @Core
  @DisplayName("S9.4 who watches hears that an operation ended, and that one is to be cancelled")
  default void S9_4_watcher_hears() {
    AppRecord record = stored(app(), one());
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      Operation cancelled = record.operation().orElseThrow().toBuilder().cancelled(true).build();
      AppRecord second = record.next(record.app(), Optional.of(cancelled));

      get(store().replace(second, List.of()));
      waiting().until("the wish to cancel is heard", () -> heard.changes().contains("Shop 3"));
      get(store().replace(second.next(second.app(), Optional.empty()), List.of()));
      waiting().until("the end is heard", () -> heard.changes().contains("Shop 4"));
      get(store().delete(app(), 4));
      waiting().until("the deletion is heard", () -> heard.changes().contains("Shop 5"));
      assertThat(watch).isNotNull();
    }
  }

  /** A write that was refused changed nothing. */
  @Test
  @Core
  @DisplayName("S9.4 what is not written is not told")
  default void S9_4_watcher_hearsNoStaleWrites() {
    AppRecord record = stored(app(), one());
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      heardSomething(heard);
      AppRecord next = record.next(record.app(), Optional.empty());
      get(store().replace(next, List.of()));
      get(store().replace(next, List.of()));
      get(store().delete(app(), 17));
      get(store().replace(next.next(next.app(), Optional.empty()), List.of()));

      waiting().until("the last write is heard", () -> heard.changes().contains("Shop 4"));
      assertThat(heard.changes()).containsExactly("Shop 3", "Shop 4");
      assertThat(watch).isNotNull();
    }
  }

  /** Whoever has ended the watching is not called any more. */
  @Test
  @Extended
  @DisplayName("S9.4 a watcher that has gone hears nothing")
  default void S9_4_closedWatch_hearsNothing() {
    AppRecord record = stored(app(), one());
    Heard gone = new Heard();
    Heard stays = new Heard();
    Watch ended = leases().watch(gone);
    heardSomething(gone);
    try (Watch watch = leases().watch(stays)) {
      heardSomething(stays);

      ended.close();
      get(store().replace(record.next(record.app(), Optional.empty()), List.of()));

      waiting().until("the write is heard", () -> stays.changes().contains("Shop 3"));
      assertThat(gone.changes()).isEmpty();
      assertThat(watch).isNotNull();
    }
  }

  /** An engine renews its lease on a thread that others need. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    Answers answers = Answers.of(this);

    answers.get(
        answers.whileInterrupted(() -> leases().begin(one(), length()).thenApply(begun -> true)));
    assertThat(answers.get(answers.whileInterrupted(() -> leases().renew(one(), length()))))
        .isTrue();
    assertThat(answers.get(answers.whileInterrupted(() -> leases().adrift(10)))).isEmpty();
    answers.get(answers.whileInterrupted(() -> leases().end(one()).thenApply(ended -> true)));
  }

  /** Engines begin and renew their leases independently of each other. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 leases of several engines at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    List<Supplier<CompletionStage<Boolean>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      EngineId engine = EngineId.of("engine-" + i, "1");
      stored(AppName.of("app-" + i), engine);
      calls.add(() -> leases().renew(engine, length()));
    }

    for (CompletableFuture<Boolean> renewed : Answers.of(this).together(calls)) {
      assertThat(get(renewed)).isTrue();
    }

    assertThat(adrift()).isEmpty();
  }

  private EngineLeases leases() {
    return store().leases().orElseThrow();
  }

  private <T> T get(CompletionStage<T> stage) {
    return Answers.of(this).get(stage);
  }

  private void begin(EngineId engine) {
    get(leases().begin(engine, length()).thenApply(begun -> true));
  }

  private void end(EngineId engine) {
    get(leases().end(engine).thenApply(ended -> true));
  }

  private List<AppName> adrift() {
    return get(leases().adrift(100)).stream().map(Adrift::app).toList();
  }

  /** An app with an operation that {@code engine} drives. */
  private AppRecord stored(AppName app, EngineId engine) {
    AppRecord first = Records.first(app);
    get(store().create(first));
    Operation driven =
        Records.operation(app, "op-1", 1).toBuilder().holder(engine).fencingToken(1).build();
    AppRecord record = first.next(first.app(), Optional.of(driven));
    get(store().replace(record, List.of()));
    return record;
  }

  private void heardSomething(Heard heard) {
    if (!hearsAtOnce()) {
      waiting().until("the watcher hears", () -> heard.timesMissed() > 0);
    }
  }

  private static EngineId one() {
    return EngineId.of("one", "1");
  }

  private static EngineId two() {
    return EngineId.of("two", "1");
  }

  private static AppName app() {
    return AppName.of("Shop");
  }

  private static Duration length() {
    return Duration.ofMinutes(5);
  }
}
