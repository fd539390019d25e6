package io.slots.examples.crash;

import io.slots.examples.crash.Strike.Manner;
import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.examples.stage.verdict.Grid;
import io.slots.operation.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What became of all kills.
 *
 * @param strikes the kills
 * @param counted what the data plane counted
 */
record Scoreboard(List<Strike> strikes, Counted counted) {
  /** Copies the list. */
  Scoreboard {
    strikes = List.copyOf(strikes);
  }

  /** Says whether each operation ended as it has to, and nobody acted with an old token. */
  boolean isClean() {
    return strikes.stream().allMatch(Strike::isRight) && counted.done() == 0;
  }

  /** Returns the tables. */
  String text() {
    return steps() + "\n" + times() + "\n" + tokens();
  }

  private String steps() {
    List<String[]> rows = new ArrayList<>();
    places().forEach(where -> rows.add(row(where, it -> it.hit().where().equals(where))));
    rows.add(row("all", it -> true));
    return Grid.text(
        List.of(
            Grid.left("it stood at"),
            Grid.right("killed"),
            Grid.right("stopped"),
            Grid.right("reverted"),
            Grid.right("carried on"),
            Grid.right("went on pausing"),
            Grid.right("ended otherwise")),
        rows);
  }

  /** In the order of the steps. */
  private Stream<String> places() {
    List<String> order = Hit.places();
    return strikes.stream()
        .map(it -> it.hit().where())
        .distinct()
        .sorted(Comparator.comparingInt(order::indexOf));
  }

  private String[] row(String name, Predicate<Strike> which) {
    return new String[] {
      name,
      count(which, it -> it.manner() == Manner.KILL),
      count(which, it -> it.manner() == Manner.STOP),
      count(which, it -> it.isRight(Ending.REVERTED)),
      count(which, it -> it.isRight(Ending.COMPLETED)),
      count(which, it -> it.hit().isPaused() && it.isRight()),
      count(which, it -> !it.isRight())
    };
  }

  private String count(Predicate<Strike> which, Predicate<Strike> what) {
    return String.valueOf(strikes.stream().filter(which.and(what)).count());
  }

  private String times() {
    List<String[]> rows = new ArrayList<>();
    for (Manner manner : Manner.values()) {
      for (Ending ending : List.of(Ending.REVERTED, Ending.COMPLETED)) {
        String what = manner + " and " + (ending == Ending.REVERTED ? "reverted" : "carried on");
        List<Strike> its =
            strikes.stream().filter(it -> it.manner() == manner && it.isRight(ending)).toList();
        time(what + ", until it was taken over", its, Strike::takenOver).ifPresent(rows::add);
        time(what + ", until it has ended", its, Strike::recovery).ifPresent(rows::add);
        time(what + ", from the restart until it has ended", its, Strike::sinceRestart)
            .ifPresent(rows::add);
      }
    }
    return Grid.text(
        List.of(
            Grid.left("how long it took"),
            Grid.right("n"),
            Grid.right("p50"),
            Grid.right("p99"),
            Grid.right("max")),
        rows);
  }

  private static Optional<String[]> time(
      String what, List<Strike> its, Function<Strike, Optional<Duration>> time) {
    Histogram millis = new Histogram(3);
    its.forEach(it -> time.apply(it).ifPresent(took -> millis.recordValue(took.toMillis())));
    return millis.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new String[] {
              what,
              String.valueOf(millis.getTotalCount()),
              seconds(millis.getValueAtPercentile(50)),
              seconds(millis.getValueAtPercentile(99)),
              seconds(millis.getMaxValue())
            });
  }

  private static String seconds(long millis) {
    return Seconds.text(Duration.ofMillis(millis));
  }

  private String tokens() {
    return Grid.text(
        List.of(
            Grid.right("calls to the data plane"),
            Grid.right("refused for an old token"),
            Grid.right("done by an old token"),
            Grid.right("... before it was shown the new one")),
        List.of(
            new String[][] {
              {
                String.valueOf(counted.calls()),
                String.valueOf(counted.refused()),
                String.valueOf(counted.done()),
                String.valueOf(counted.doneElsewhere())
              }
            }));
  }
}
