package io.slots.testkit;

import io.slots.operation.Direction;
import io.slots.operation.Position;
import io.slots.text.Durations;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls of SPIs, oldest first, for people: {@link #table()} shows what was asked, in which step,
 * and what came of it. Calls that a fake did not take, because they broke a rule of the SPI or were
 * fenced out, stand among the others there.
 */
public final class CallHistory implements Iterable<RecordedCall> {
  private static final int MOST_ROWS = 100;

  private final List<RecordedCall> calls;
  private final List<RecordedCall> refused;

  CallHistory(List<RecordedCall> calls, List<RecordedCall> refused) {
    this.calls = List.copyOf(calls);
    this.refused = List.copyOf(refused);
  }

  /** The calls that fakes took. */
  public List<RecordedCall> calls() {
    return calls;
  }

  /** The calls that a fake did not take; {@link RecordedCall#result()} says why. */
  public List<RecordedCall> refused() {
    return refused;
  }

  @Override
  public Iterator<RecordedCall> iterator() {
    return calls.iterator();
  }

  /** Rows that differ in nothing but time, as where something is polled. */
  private record Row(RecordedCall first, String step, String call, String result, int times) {
    Row again() {
      return new Row(first, step, call, result, times + 1);
    }

    boolean isLike(Row other) {
      return step.equals(other.step) && call.equals(other.call) && result.equals(other.result);
    }
  }

  /**
   * Returns the calls as a table for people: number, time since the first, step, call, and what
   * came of it. Of many, the last hundred rows.
   */
  public String table() {
    List<Row> rows = rows();
    if (rows.isEmpty()) {
      return new Page().section("Calls of the SPIs").line("there was none").toString();
    }
    int left = Math.max(0, rows.size() - MOST_ROWS);
    Page page = new Page().section("Calls of the SPIs, oldest first (! has gone wrong)");
    if (left > 0) {
      page.line("… " + left + " rows before these");
    }
    Instant start = rows.get(0).first().at();
    TextTable table = TextTable.of("#", "", "at", "step", "call", "what came of it");
    for (Row row : rows.subList(left, rows.size())) {
      table.row(
          row.first().number() < 0 ? "-" : row.first().number(),
          isBad(row.first()) ? "!" : "",
          "+" + Durations.exact(Duration.between(start, row.first().at())),
          row.step(),
          row.call() + (row.times() == 1 ? "" : " (" + row.times() + " times)"),
          row.result());
    }
    return page.table(table).toString();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Stream.concat(calls.stream(), refused.stream())
        .sorted(Comparator.comparingLong(RecordedCall::order))
        .map(CallHistory::row)
        .forEach(
            row -> {
              int last = rows.size() - 1;
              if (last >= 0 && rows.get(last).isLike(row)) {
                rows.set(last, rows.get(last).again());
              } else {
                rows.add(row);
              }
            });
    return rows;
  }

  private static boolean isBad(RecordedCall call) {
    return call.fault().isPresent()
        || !call.isAnswered()
        || call.result().filter(CallHistory::isFailure).isPresent();
  }

  private static boolean isFailure(String result) {
    return result.startsWith("failed") || result.startsWith("refused");
  }

  private static Row row(RecordedCall call) {
    return new Row(
        call,
        call.position().map(CallHistory::step).orElse(""),
        call.effect().describe(),
        result(call),
        1);
  }

  private static String step(Position position) {
    return (position.direction() == Direction.BACK ? "undo: " : "") + position.step();
  }

  private static String result(RecordedCall call) {
    String answer =
        call.answeredAt()
            .map(
                at -> {
                  Duration took = Duration.between(call.at(), at);
                  return call.result().orElse("done")
                      + (took.isZero() ? "" : ", after " + Durations.exact(took));
                })
            .orElse("not answered");
    return call.fault().map(it -> "planted: " + it + "; " + answer).orElse(answer);
  }

  /** Returns the table. */
  @Override
  public String toString() {
    return table();
  }
}
