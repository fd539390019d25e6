package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Swap;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine on a real file, through the death of both engine and store. */
final class EngineOnSqliteTest {
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);

  private Path file = Path.of("slots.db");
  private JdbcSlotStore store;
  private Awaited awaited;
  private SlotsTestKit kit;
  private long tokensAbove;

  @BeforeEach
  void open(@TempDir Path directory) {
    file = directory.resolve("slots.db");
    store = JdbcSlotStore.sqlite(file);
    awaited = new Awaited(store);
    kit = SlotsTestKit.create(awaited, builder -> builder.fencingTokensAbove(tokensAbove));
    kit.stagingAndProduction(2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The process ends: another has the file, and knows only what is in it. */
  private void restart() {
    store.close();
    store = JdbcSlotStore.sqlite(file);
    awaited.changeTo(store);
    kit.crashAndRestartEngine();
  }

  private String inProduction() {
    return kit.slots().apps().get(SHOP).production().deployed().orElseThrow().content().version();
  }

  @Test
  @DisplayName("S4 a swap runs on a durable store, and its report is there after a restart")
  void swap_thenRestart_keepsTheReport() {
    Outcome outcome = kit.slots().swaps().swap(SWAP).await();

    restart();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(inProduction()).isEqualTo("v2");
    assertThat(get(store.history(SHOP, 1))).containsExactly(outcome.report());
  }

  @Test
  @DisplayName("S9.3 a swap under way when the process dies is gone on with from the file")
  void swap_restartedAtEachWrite_ends() {
    for (int write = 1; write <= 12; write++) {
      String before = inProduction();
      Running swap = kit.slots().swaps().swap(SWAP);
      AppRecord begun = get(store.find(SHOP)).orElseThrow();
      long until = begun.version() + write;
      kit.time()
          .runUntil(
              () -> {
                AppRecord now = get(store.find(SHOP)).orElseThrow();
                return now.operation().isEmpty() || now.version() >= until;
              });

      restart();
      kit.time().runUntil(() -> get(store.find(SHOP)).orElseThrow().operation().isEmpty());

      EndedOperation report = get(store.history(SHOP, 1)).get(0);
      assertThat(report.id()).isEqualTo(swap.id());
      assertThat(inProduction().equals(before)).isNotEqualTo(Outcome.of(report).isDone());
    }
  }

  @Test
  @DisplayName("S9.4 tokens above those that the platform knows are stored with what takes them")
  void fencingTokensAbove_areStored() {
    Running swap = kit.slots().swaps().swap(SWAP);
    tokensAbove = 70;

    restart();
    kit.time().runUntil(() -> get(store.find(SHOP)).orElseThrow().operation().isEmpty());
    assertThat(get(store.history(SHOP, 1)).get(0).id()).isEqualTo(swap.id());
    assertThat(get(store.lastFencingToken(SHOP))).isEqualTo(71);

    tokensAbove = 0;
    restart();
    assertThat(kit.slots().slots().restart(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(get(store.lastFencingToken(SHOP))).isEqualTo(72);
  }

  @Test
  @DisplayName("S5.2 a swap that pauses survives a restart, and can be completed")
  void prepare_thenRestart_stillPauses() {
    Running prepared = kit.slots().swaps().prepare(SWAP);
    assertThat(prepared.awaitPause()).isTrue();

    restart();

    assertThat(kit.slots().operations().paused(SHOP))
        .extracting(Operation::id)
        .containsExactly(prepared.id());
    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(inProduction()).isEqualTo("v2");
  }

  @Test
  @DisplayName("S4.9 a slot that is kept warm is settled in time, restart or not")
  void keepWarm_thenRestart_isSettled() {
    SwapRequest keepWarm =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Limits.builder().keepWarm(Duration.ofMinutes(10)).build())
            .build();
    kit.slots()
        .slots()
        .configure(SHOP, STAGING, SettingsChange.setSticky(Setting.of("QUEUE", "of staging")));
    kit.slots().swaps().swap(keepWarm).await();
    Instant until = staging().keptWarmUntil().orElseThrow();

    restart();

    assertThat(staging().keptWarmUntil()).contains(until);
    kit.time().advance(Duration.ofMinutes(11));
    assertThat(staging().keptWarmUntil()).isEmpty();
    assertThat(get(store.history(SHOP, 1)).get(0).description()).startsWith("settle staging");
  }

  private Slot staging() {
    return kit.slots().apps().get(SHOP).slot(STAGING);
  }

  @Test
  @DisplayName("S6.2 deployments that wait survive a restart, and are made")
  void deploy_whileAnAutomaticSwapRuns_waitsThroughARestart() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, SlotName.PRODUCTION);
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    kit.time()
        .runUntil(
            () ->
                kit.slots()
                    .operations()
                    .current(SHOP)
                    .filter(it -> it.task() instanceof Swap)
                    .isPresent());
    OperationId waiting = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v4")).id();
    kit.time().runUntil(() -> queue().contains(waiting));

    restart();

    assertThat(queue()).containsExactly(waiting);
    kit.time().runUntil(() -> !get(store.find(SHOP)).orElseThrow().needsEngine());
    assertThat(inProduction()).isEqualTo("v4");
  }

  private List<OperationId> queue() {
    return get(store.find(SHOP)).orElseThrow().queue().stream().map(QueuedDeployment::id).toList();
  }
}
