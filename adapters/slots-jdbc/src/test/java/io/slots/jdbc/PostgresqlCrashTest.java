package io.slots.jdbc;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.jdbc.Stages.get;
import static io.slots.settings.SettingsChange.setSticky;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real engine on a real PostgreSQL whose processes are killed in the middle of a swap, and
 * which comes back on what its disk has. Time is virtual, and the database is not.
 */
final class PostgresqlCrashTest {
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);

  /** How many more calls find nobody before the database is back. */
  private static final int CALLS_LOST = 1;

  private static Postgres database;

  private Wire wire;
  private JdbcSlotStore store;
  private JdbcSlotStore witness;
  private Awaited awaited;
  private SlotsTestKit kit;

  /** What a swap that nothing happens to does in each step, so what its record calls for. */
  private final SetMultimap<String, String> calledFor = HashMultimap.create();

  private final List<String> notCalledFor = new ArrayList<>();
  private boolean learning;
  private int writes;
  private int effects;
  private int crashAtEffect = -1;
  private int lostCalls;

  @BeforeAll
  static void start(@TempDir Path directory) {
    database = Postgres.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void open() {
    database.clear();
    wire = Wire.to(database);
    store =
        JdbcSlotStore.postgresqlBuilder(wire.source())
            .connections(2)
            .statementLimit(Duration.ofMillis(1_500))
            .open();
    witness =
        JdbcSlotStore.postgresqlBuilder(database.source())
            .connections(1)
            .statementLimit(Duration.ofSeconds(20))
            .open();
    awaited = new Awaited(store);
    kit = SlotsTestKit.create(awaited, builder -> builder);
    kit.stagingAndProduction(2);
    // So that instances restart, and every step has something to do.
    kit.slots().slots().configure(SHOP, PRODUCTION, setSticky(Setting.of("DB", "live")));
    kit.slots().slots().configure(SHOP, STAGING, setSticky(Setting.of("DB", "test")));
    awaited.beforeEachCall(this::comeBackInTime);
    kit.watch(this::check);
    learn();
  }

  @AfterEach
  void close() {
    store.close();
    witness.close();
    wire.close();
  }

  private void learn() {
    learning = true;
    for (int direction = 0; direction < 2; direction++) {
      assertThat(kit.slots().swaps().swap(SWAP).await()).isInstanceOf(Outcome.Completed.class);
    }
    learning = false;
  }

  private void comeBackInTime() {
    if (!database.isUp() && lostCalls++ >= CALLS_LOST) {
      database.startAgain();
    }
  }

  private void crash() {
    lostCalls = 0;
    database.crash();
  }

  private AppRecord stored() {
    return get(witness.find(SHOP)).orElseThrow();
  }

  /** No effect is made that the record, as it is in the database now, does not call for. */
  private void check(RecordedCall call) {
    if (effects++ == crashAtEffect) {
      crash();
    }
    if (!database.isUp()) {
      return;
    }
    Optional<Operation> operation =
        stored()
            .operation()
            .filter(it -> it.id().equals(call.call().operation()))
            .filter(it -> it.fencingToken() == call.call().fencingToken());
    String step =
        operation.map(it -> it.position().direction() + " " + it.position().step()).orElse("none");
    if (learning) {
      calledFor.put(step, call.effect().describe());
    } else if (!calledFor.containsEntry(step, call.effect().describe())) {
      notCalledFor.add(step + ": " + call);
    }
  }

  private String inProduction() {
    return stored().app().production().deployed().orElseThrow().content().version();
  }

  /** Swaps, and expects that it ends by itself, database or not. */
  private void swap(String where) {
    String before = inProduction();
    long version = stored().version();
    // The pool pauses between its tries to connect.
    await().ignoreExceptions().until(() -> get(store.find(SHOP)).isPresent());
    boolean begun = begin();
    kit.time().runUntil(() -> database.isUp() && !stored().needsEngine());
    kit.time().settle();

    assertThat(notCalledFor).as(where).isEmpty();
    boolean ran = stored().version() > version;
    assertThat(ran || !begun).as("%s: what was begun is stored", where).isTrue();
    assertThat(inProduction().equals(before)).as(where).isNotEqualTo(ran);
    if (ran) {
      EndedOperation report = get(witness.history(SHOP, 1)).get(0);
      assertThat(Outcome.of(report)).as(where).isInstanceOf(Outcome.Completed.class);
    }
  }

  /** Whoever asks while the database is gone may hear that, and not whether the swap has begun. */
  private boolean begin() {
    try {
      kit.slots().swaps().swap(SWAP);
      return true;
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining("the database");
      return false;
    }
  }

  @Test
  @DisplayName("S9.6 a swap ends although the database is killed before any of its writes")
  void swap_databaseKilledBeforeAWrite_ends() {
    int crashes = 0;
    do {
      int at = crashes;
      writes = 0;
      awaited.beforeEachWrite(
          () -> {
            if (writes++ == at) {
              crash();
            }
          });
      swap("killed before write " + at);
    } while (writes > crashes++);
    assertThat(crashes).as("swaps").isGreaterThan(6);
  }

  @Test
  @DisplayName("S9.6 a swap ends although the database is killed when it has made a write")
  void swap_databaseKilledAfterAWrite_ends() {
    int crashes = 0;
    do {
      int at = crashes;
      writes = 0;
      awaited.beforeEachWrite(
          () -> {
            if (writes++ == at) {
              wire.loseAnswerOfNextCommit(this::crash);
            }
          });
      swap("killed after write " + at);
    } while (writes > crashes++);
    assertThat(crashes).as("swaps").isGreaterThan(6);
  }

  @Test
  @DisplayName("S9.6 a swap ends although the database is killed while it works")
  void swap_databaseKilledAtAnEffect_ends() {
    crashAtEffect = 0;
    do {
      effects = 0;
      swap("killed at effect " + crashAtEffect);
      crashAtEffect += 4;
    } while (effects > crashAtEffect);
    assertThat(crashAtEffect).as("effects").isGreaterThan(12);
  }
}
