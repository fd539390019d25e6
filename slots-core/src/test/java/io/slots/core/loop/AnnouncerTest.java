package io.slots.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.time.Scheduler;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.1: what becomes of events whose listeners do not keep up. */
class AnnouncerTest {
  private static final AppName SHOP = AppName.of("shop");

  private final ByHand scheduler = new ByHand();
  private final List<SlotsEvent> told = new ArrayList<>();
  private final Announcer announcer = new Announcer(List.of(told::add), scheduler);

  @Test
  @DisplayName("S8.1 listeners are not called by whoever announces, but later, and in order")
  void announce_callsNobodyItself() {
    announcer.announce(turnedBack(1));
    announcer.announce(turnedBack(2));
    assertThat(told).isEmpty();

    scheduler.runAll();

    assertThat(told).containsExactly(turnedBack(1), turnedBack(2));
  }

  @Test
  @DisplayName("S8.1 behind by too many events, listeners miss some, but never how one ended")
  void announce_farAhead_leavesOutAllButEndings() {
    announceMany(0, Announcer.MOST_UNTOLD);
    announceMany(Announcer.MOST_UNTOLD, 3);
    announcer.announce(ended());

    scheduler.runAll();

    assertThat(told).hasSize(Announcer.MOST_UNTOLD + 1).endsWith(ended());
    assertThat(told).doesNotContain(turnedBack(Announcer.MOST_UNTOLD));
  }

  @Test
  @DisplayName("S8.1 having caught up, they are told of everything again")
  void announce_caughtUp_leavesOutNothing() {
    announceMany(0, Announcer.MOST_UNTOLD + 3);
    scheduler.runAll();
    told.clear();

    announceMany(7, 3);
    scheduler.runAll();

    assertThat(told).containsExactly(turnedBack(7), turnedBack(8), turnedBack(9));
  }

  @Test
  @DisplayName("S8.1 an error of a listener costs the others neither this event nor the next")
  void error_costsOthersNothing() {
    SlotsListener bad =
        event -> {
          throw new StackOverflowError("planted");
        };
    Announcer all = new Announcer(List.of(bad, told::add, bad), scheduler);

    all.announce(turnedBack(1));
    all.announce(turnedBack(2));
    scheduler.runAll();

    assertThat(told).containsExactly(turnedBack(1), turnedBack(2));
  }

  @Test
  @DisplayName("S8.1 nor does a checked exception that was thrown unchecked")
  void sneakyException_costsOthersNothing() {
    SlotsListener bad = event -> AnnouncerTest.<RuntimeException>sneak(new Exception("planted"));
    Announcer all = new Announcer(List.of(bad, told::add), scheduler);

    all.announce(turnedBack(1));
    all.announce(turnedBack(2));
    scheduler.runAll();

    assertThat(told).containsExactly(turnedBack(1), turnedBack(2));
  }

  private void announceMany(int first, int count) {
    for (int i = first; i < first + count; i++) {
      announcer.announce(turnedBack(i));
    }
  }

  private static SlotsEvent turnedBack(int number) {
    return new SlotsEvent.TurnedBack(
        OperationId.of("op-1"), SHOP, Instant.EPOCH.plusSeconds(number), "planted");
  }

  private static SlotsEvent ended() {
    EndedOperation report =
        EndedOperation.builder()
            .id(OperationId.of("op-1"))
            .app(SHOP)
            .kind(OperationKind.SWAP)
            .description("swap staging into production")
            .startedAt(Instant.EPOCH)
            .endedAt(Instant.EPOCH)
            .ending(Ending.COMPLETED)
            .build();
    return new SlotsEvent.OperationEnded(report.id(), SHOP, Instant.EPOCH, report);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void sneak(Exception e) throws E {
    throw (E) e;
  }

  /** Runs what it is given when the test says so. */
  private static final class ByHand implements Scheduler {
    @Override
    public long nanoTime() {
      return 0;
    }

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    void runAll() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      throw new UnsupportedOperationException("listeners need no timer");
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
      throw new UnsupportedOperationException("nobody waits for listeners");
    }

    @Override
    public void close() {}
  }
}
