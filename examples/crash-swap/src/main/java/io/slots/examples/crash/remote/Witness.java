package io.slots.examples.crash.remote;

import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.RouteChange;
import java.net.URI;

/**
 * What the data plane tells of, in this process's time. Two processes need not count nanoseconds
 * from the same moment, so the other one's count is asked for: it was read between question and
 * answer, hence the earliest moment at which something may have begun and the latest at which it
 * was confirmed. For one thread.
 */
public final class Witness {
  private static final int ROUNDS = 50;

  private final ControlClient client;

  /** Asks at {@code control}. */
  public Witness(URI control) {
    client = new ControlClient(control);
  }

  /** What became of calls with old fencing tokens. */
  public Counted counted() {
    return ask().counted();
  }

  /** Which versions production could answer with at each moment, in this process's time. */
  public ProductionTimeline timeline() {
    long earliest = 0;
    long latest = Long.MAX_VALUE;
    Account account = ask();
    for (int round = 0; round < ROUNDS; round++) {
      long asked = System.nanoTime();
      account = ask();
      long answered = System.nanoTime();
      if (answered - asked < latest - earliest) {
        earliest = asked - account.now();
        latest = answered - account.now();
      }
    }
    ProductionTimeline timeline = new ProductionTimeline();
    for (Account.Change change : account.changes()) {
      RouteChange mine = timeline.begin(change.version(), change.begun() + earliest);
      for (long confirmed : change.confirmed()) {
        timeline.confirm(mine, confirmed + latest);
      }
    }
    return timeline;
  }

  private Account ask() {
    return client.ask(new Question.Tell(), Account.class).toCompletableFuture().join();
  }
}
