package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Keeper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes on while the disk does not answer. */
@Timeout(120)
final class DiskThatHangsTest {
  @Test
  void closing_waitsForItNotForEver_andOnNoEventLoop() {
    CountDownLatch answers = new CountDownLatch(1);
    CompletableFuture<Boolean> waitsOnEventLoop = new CompletableFuture<>();
    Keeping keeping =
        new Keeping(
            Runnable::run,
            Keeper.NOTHING,
            List.of(),
            () -> {
              waitsOnEventLoop.complete(Context.isOnEventLoopThread());
              Uninterruptibles.awaitUninterruptibly(answers);
            });
    Vertx given = Vertx.vertx();
    EmbeddedProxy proxy =
        EmbeddedProxy.builder().vertx(given).closeTimeout(Duration.ofMillis(1)).start(keeping);

    try {
      assertThat(proxy.shutDown().toCompletableFuture())
          .failsWithin(Rig.PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StateDirectoryException.class)
          .withMessageContaining("within 5000 ms");
      assertThat(waitsOnEventLoop).isCompletedWithValue(false);
    } finally {
      answers.countDown();
      Rig.await(given.close());
    }
  }

  @Test
  void closing_isDoneWhenItAnswers() {
    CountDownLatch answers = new CountDownLatch(1);
    Keeping keeping =
        new Keeping(
            Runnable::run,
            Keeper.NOTHING,
            List.of(),
            () -> Uninterruptibles.awaitUninterruptibly(answers));
    EmbeddedProxy proxy = EmbeddedProxy.builder().start(keeping);

    CompletableFuture<Void> closed = proxy.shutDown().toCompletableFuture();
    assertThat(closed).isNotDone();
    answers.countDown();

    assertThat(closed).succeedsWithin(Rig.PATIENCE);
    assertThat(proxy.shutDown()).isSameAs(closed);
  }
}
