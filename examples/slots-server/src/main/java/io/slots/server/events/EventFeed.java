package io.slots.server.events;

import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands events on to who follows them. The last ones are kept for those who come back; a follower
 * that is too slow is dropped, for the engine waits for nobody. Thread-safe.
 */
public final class EventFeed implements SlotsListener, AutoCloseable {
  private static final int KEPT = 2_000;
  private static final int BEHIND = 4_000;
  private static final int MOST_FOLLOWERS = 100;

  /** How long it takes at most to see that nothing more will come. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Deque<EventView> last = new ArrayDeque<>();
  private final List<Follower> followers = new ArrayList<>();
  private long seq;
  private boolean closed;

  @Override
  public synchronized void on(SlotsEvent event) {
    Optional<EventView> view = Telling.of(seq + 1, event);
    if (view.isEmpty()) {
      return;
    }
    seq++;
    last.addLast(view.get());
    if (last.size() > KEPT) {
      last.removeFirst();
    }
    followers.removeIf(follower -> !follower.offer(view.get()));
  }

  /**
   * Follows from now on, or from after an event that is still kept.
   *
   * @return nothing if too many follow already, or the feed is closed
   */
  public synchronized Optional<Follower> follow(long after) {
    if (closed || followers.size() >= MOST_FOLLOWERS) {
      return Optional.empty();
    }
    Follower follower = new Follower();
    if (after >= 0) {
      last.stream().filter(it -> it.seq() > after).forEach(follower::offer);
    }
    followers.add(follower);
    return Optional.of(follower);
  }

  private synchronized void leave(Follower follower) {
    followers.remove(follower);
  }

  /** Ends what all followers follow. */
  @Override
  public synchronized void close() {
    closed = true;
    followers.forEach(Follower::end);
    followers.clear();
  }

  /** One who follows. For use by one thread. */
  public final class Follower implements AutoCloseable {
    private final BlockingQueue<EventView> waiting = new ArrayBlockingQueue<>(BEHIND);
    private volatile boolean ended;

    private boolean offer(EventView event) {
      if (!waiting.offer(event)) {
        ended = true;
      }
      return !ended;
    }

    private void end() {
      ended = true;
    }

    /** Whether nothing more will come. */
    public boolean isEnded() {
      return ended && waiting.isEmpty();
    }

    /** The next event, if one comes in time; nothing at once if none will come any more. */
    public Optional<EventView> next(Duration limit) throws InterruptedException {
      long deadline = System.nanoTime() + limit.toNanos();
      EventView event = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      while (event == null && !ended && System.nanoTime() < deadline) {
        event = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
      return Optional.ofNullable(event);
    }

    @Override
    public void close() {
      ended = true;
      leave(this);
    }
  }
}
