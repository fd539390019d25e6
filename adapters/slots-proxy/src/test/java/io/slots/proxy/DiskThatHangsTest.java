package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Keeper;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes on while the disk does not answer. */
@Timeout(120)
final class DiskThatHangsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final AppName BLOG = AppName.of("blog");
  private static final RoutingTable FIRST =
      Tables.of("shop", 1).production(Tables.instance("blue")).build();
  private static final RoutingTable SECOND =
      Tables.of("shop", 2).production(Tables.instance("green")).build();
  private static final RoutingTable OTHER =
      Tables.of("blog", 1).production(Tables.instance("writer")).build();

  /** What waits for the disk; it is done when the disk answers. */
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  @Test
  void tableInForce_isTold_unlessAnAnswerForThatAppIsOut(@TempDir Path directory) {
    Executor disk = waiting::add;
    try (EmbeddedProxy proxy =
        EmbeddedProxy.builder().directory(directory).executor(disk).start()) {
      CompletableFuture<RoutesAnswer> shop = publish(proxy, FIRST);
      CompletableFuture<RoutesAnswer> blog = publish(proxy, OTHER);
      diskAnswers();
      assertThat(shop).isCompletedWithValue(new RoutesAnswer.InForce(FIRST.generation()));
      assertThat(blog).isCompletedWithValue(new RoutesAnswer.InForce(OTHER.generation()));

      CompletableFuture<RoutesAnswer> hangs = publish(proxy, SECOND);

      assertThat(inForce(proxy, BLOG)).isCompletedWithValue(Optional.of(OTHER));
      assertThat(inForce(proxy, AppName.of("nobody"))).isCompletedWithValue(Optional.empty());
      CompletableFuture<Optional<RoutingTable>> own = inForce(proxy, SHOP);
      assertThat(own).isNotDone();
      diskAnswers();
      assertThat(hangs).isCompletedWithValue(new RoutesAnswer.InForce(SECOND.generation()));
      assertThat(own).isCompletedWithValue(Optional.of(SECOND));
    }
  }

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

  private void diskAnswers() {
    Runnable next = waiting.poll();
    while (next != null) {
      next.run();
      next = waiting.poll();
    }
  }

  private static CompletableFuture<RoutesAnswer> publish(EmbeddedProxy proxy, RoutingTable table) {
    return proxy.publish(table, new Call(OperationId.of("op-1"), 1, 1)).toCompletableFuture();
  }

  private static CompletableFuture<Optional<RoutingTable>> inForce(
      EmbeddedProxy proxy, AppName app) {
    return proxy.inForce(app).toCompletableFuture();
  }
}
