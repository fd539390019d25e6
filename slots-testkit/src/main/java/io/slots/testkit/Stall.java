package io.slots.testkit;

import io.slots.text.Durations;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Why time does not go on: who waits for what, and what would happen next.
 *
 * @param at when it stalled
 * @param waits who waits for what, in plain words
 * @param timers what would have happened next, soonest first; none if nothing was left to happen
 */
public record Stall(Instant at, List<Waiting> waits, List<PendingTimer> timers) {
  private static final int MOST_TIMERS = 10;

  /** Copies the lists. */
  public Stall {
    waits = List.copyOf(waits);
    timers = List.copyOf(timers);
  }

  /**
   * Somebody who waits.
   *
   * @param who an operation, a call, an engine
   * @param what what that waits for, in plain words
   */
  public record Waiting(String who, String what) {}

  /** Who knows who waits. */
  interface Witness {
    List<Waiting> waits(Instant at);
  }

  /** Returns all of it as a table for people. */
  public String table() {
    Page page = new Page().section("Who waits for what");
    if (waits.isEmpty()) {
      page.line("nobody: no operation is under way, and no call is unanswered");
    } else {
      TextTable table = TextTable.of("", "");
      waits.forEach(it -> table.row(it.who(), it.what()));
      page.table(table);
    }
    page.section("What would happen next");
    if (timers.isEmpty()) {
      page.line("nothing: no timer is pending");
      return page.toString();
    }
    TextTable table = TextTable.of("", "");
    timers.stream()
        .limit(MOST_TIMERS)
        .forEach(
            it -> table.row("in " + Durations.exact(Duration.between(at, it.due())), it.owner()));
    page.table(table);
    if (timers.size() > MOST_TIMERS) {
      page.line("… and " + (timers.size() - MOST_TIMERS) + " more");
    }
    return page.toString();
  }
}
