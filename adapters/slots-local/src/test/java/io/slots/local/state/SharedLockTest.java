package io.slots.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.local.StateDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SharedLockTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path file;

  SharedLockTest(@TempDir Path directory) {
    this.file = directory.resolve("lock");
  }

  @Test
  void whoHasIt_keepsTheOthersOut_untilItIsReleased() {
    try (SharedLock one = new SharedLock(file);
        SharedLock two = new SharedLock(file)) {
      SharedLock.Held held = one.take(PATIENCE);

      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> two.take(SHORT))
          .withMessageContaining(file + " for more than 20 ms. Nothing was done");
      assertThat(CompletableFuture.supplyAsync(() -> one.take(SHORT)))
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withCauseInstanceOf(StateDirectoryException.class)
          .withMessageContaining("this very process has held " + file);

      held.release();
      two.take(SHORT).release();
      one.take(SHORT).release();
    }
  }

  @Test
  void closedLock_isNotOpenedAnew_byWhoComesLate() {
    SharedLock lock = new SharedLock(file);
    lock.take(SHORT).release();
    lock.close();
    lock.close();

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> lock.take(SHORT))
        .withMessageContaining("closed");
  }

  @Test
  void interruptedThread_doesNothing_andKeepsNobodyOut() {
    try (SharedLock lock = new SharedLock(file)) {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> lock.take(PATIENCE))
          .withMessageContaining("interrupted");

      assertThat(Thread.interrupted()).as("the caller learns of it").isTrue();
      lock.take(SHORT).release();
    }
  }

  @Test
  void threadThatIsInterruptedAsItWaits_saysSo() throws InterruptedException {
    try (SharedLock one = new SharedLock(file);
        SharedLock two = new SharedLock(file)) {
      SharedLock.Held held = one.take(PATIENCE);
      CompletableFuture<SharedLock.Held> waiting = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  waiting.complete(two.take(PATIENCE));
                } catch (StateDirectoryException e) {
                  waiting.completeExceptionally(e);
                }
              });
      thread.start();
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait(); // until it has begun to wait for the other
      }

      thread.interrupt();

      assertThat(waiting)
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageContaining("interrupted when it waited for " + file);
      thread.join();
      held.release();
      two.take(SHORT).release();
    }
  }
}
