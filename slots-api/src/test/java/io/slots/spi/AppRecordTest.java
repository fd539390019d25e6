package io.slots.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AppRecordTest {
  private static final App SHOP = App.of(AppName.of("shop"), Plan.premium(1));

  @Test
  @DisplayName("S9.4 a record counts its writes and never forgets a fencing token")
  void next_countsAndKeepsTheHighestToken() {
    AppRecord first = AppRecord.first(SHOP, 0);
    AppRecord later = AppRecord.of(SHOP, 7, 5, Optional.empty());

    assertThat(first.version()).isEqualTo(1);
    assertThat(first.fencingToken()).isZero();
    assertThat(first.operation()).isEmpty();
    assertThat(first.name()).isEqualTo(SHOP.name());
    assertThat(later.next(SHOP, Optional.empty()))
        .isEqualTo(AppRecord.of(SHOP, 8, 5, Optional.empty()));
  }

  @Test
  void blocking_probe_runsOnTheExecutorOnly() {
    Queue<Runnable> executor = new ArrayDeque<>();
    Probe probe =
        new Probe(
            SHOP.name(),
            Instance.of("web-1", "http://127.0.0.1:1"),
            HostName.of("shop.localhost"),
            "/",
            Duration.ofSeconds(1));
    Call call = new Call(OperationId.of("op"), 1, 1);

    CompletableFuture<ProbeAnswer> answer =
        Blocking.probe(executor::add, (effect, by) -> new ProbeAnswer.Responded(by.attempt() + 199))
            .probe(probe, call)
            .toCompletableFuture();
    CompletableFuture<ProbeAnswer> failed =
        Blocking.probe(
                executor::add,
                (effect, by) -> {
                  throw new IllegalStateException("cannot");
                })
            .probe(probe, call)
            .toCompletableFuture();

    assertThat(answer).isNotDone();
    executor.forEach(Runnable::run);
    assertThat(answer).isCompletedWithValue(new ProbeAnswer.Responded(200));
    assertThatThrownBy(failed::join).hasRootCauseMessage("cannot");
  }
}
