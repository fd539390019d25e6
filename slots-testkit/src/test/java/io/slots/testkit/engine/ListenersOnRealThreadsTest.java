package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.app.AppName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** S8.1: what listeners are promised, on the scheduler that is built in. */
@Timeout(120)
class ListenersOnRealThreadsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final int APPS = 8;
  private static final int SWAPS = 5;

  @Test
  @DisplayName("S8.1 events come one at a time and in order, from many operations at once too")
  void events_comeInOrder() {
    OrderWatch watch = new OrderWatch();
    try (Slots slots = InstantPlatform.engine(watch)) {
      List<AppName> apps =
          IntStream.range(0, APPS).mapToObj(number -> AppName.of("shop-" + number)).toList();
      apps.forEach(app -> InstantPlatform.create(slots, app, 10));

      for (int i = 0; i < SWAPS; i++) {
        List<Running> swaps = apps.stream().map(app -> InstantPlatform.swap(slots, app)).toList();
        assertThat(swaps)
            .allSatisfy(it -> assertThat(it.await()).isInstanceOf(Outcome.Completed.class));
      }

      // Beside the swaps: making the app and its slot, and two deployments.
      await().untilAsserted(() -> assertThat(watch.ended()).isGreaterThanOrEqualTo(APPS * SWAPS));
    }
    assertThat(watch.wrong()).isEmpty();
    assertThat(watch.heard()).isGreaterThan(APPS * SWAPS * 20);
  }

  @Test
  @DisplayName("S8.1 a listener that does not return delays no operation")
  void listener_thatDoesNotReturn_delaysNothing() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    OrderWatch next = new OrderWatch();
    SlotsListener slow =
        event -> {
          if (isSwapStarted(event)) {
            held.countDown();
            awaitUninterrupted(release);
          }
        };
    try (Slots slots = InstantPlatform.engine(slow, next)) {
      InstantPlatform.create(slots, SHOP, 2);

      for (int i = 0; i < SWAPS; i++) {
        assertThat(InstantPlatform.swap(slots, SHOP).await()).isInstanceOf(Outcome.Completed.class);
      }

      held.await();
      int before = next.ended();
      release.countDown();
      await().untilAsserted(() -> assertThat(next.ended()).isEqualTo(before + SWAPS));
    }
    assertThat(next.wrong()).isEmpty();
  }

  @Test
  @DisplayName("S8.1 a listener may start an operation and wait for it")
  void listener_thatSwapsBack_doesNotDeadlock() throws InterruptedException {
    CompletableFuture<Slots> engine = new CompletableFuture<>();
    AtomicBoolean once = new AtomicBoolean();
    BlockingQueue<Outcome> back = new LinkedBlockingQueue<>();
    SlotsListener swapsBack =
        event -> {
          if (isSwapEnded(event) && once.compareAndSet(false, true)) {
            back.add(InstantPlatform.swap(engine.join(), SHOP).await());
          }
        };
    try (Slots slots = InstantPlatform.engine(swapsBack)) {
      engine.complete(slots);
      InstantPlatform.create(slots, SHOP, 2);

      Outcome first = InstantPlatform.swap(slots, SHOP).await();
      Outcome second = back.take();

      assertThat(first).isInstanceOf(Outcome.Completed.class);
      assertThat(second).isInstanceOf(Outcome.Completed.class);
      assertThat(second.report().id()).isNotEqualTo(first.report().id());
    }
  }

  private static boolean isSwapStarted(SlotsEvent event) {
    return event instanceof SlotsEvent.OperationStarted it && it.kind() == OperationKind.SWAP;
  }

  private static boolean isSwapEnded(SlotsEvent event) {
    return event instanceof SlotsEvent.OperationEnded it
        && it.report().kind() == OperationKind.SWAP;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
