package io.slots.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.kubernetes.server.ApiServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting, by the thread of whoever wakes. */
final class WaitsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ApiServer server = ApiServer.start();
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final Waits waits =
      new Waits(
          Cluster.builder(server.client(0), ApiServer.NAMESPACE).build(Runnable::run, scheduler));

  WaitsTest() {
    scheduler.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void close() {
    waits.close();
    scheduler.shutdownNow();
    server.close();
  }

  /** Otherwise each event would add one more who looks at that pace. */
  @Test
  void manyEvents_leaveOneTimer() {
    AtomicInteger looks = new AtomicInteger();
    CompletableFuture<Boolean> answer =
        waits.until(
            "key",
            () -> looks.incrementAndGet() == 12 ? Optional.of(true) : Optional.empty(),
            HOUR,
            HOUR,
            () -> "late");
    for (int i = 0; i < 10; i++) {
      waits.wake("key");
    }
    assertThat(looks).hasValue(11);
    assertThat(scheduler.getQueue()).hasSize(1);

    waits.wake("key");

    assertThat(answer).isCompletedWithValue(true);
    assertThat(scheduler.getQueue()).isEmpty();
  }

  @Test
  void threadsThatAreShutDown_endTheWaiting() {
    scheduler.shutdownNow();

    CompletableFuture<Boolean> answer =
        waits.until("key", Optional::<Boolean>empty, HOUR, HOUR, () -> "late");

    assertThatThrownBy(() -> answer.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(KubernetesException.class);
  }
}
