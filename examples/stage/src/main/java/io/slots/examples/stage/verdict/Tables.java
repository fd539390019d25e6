package io.slots.examples.stage.verdict;

import com.github.freva.asciitable.Column;
import io.slots.examples.stage.verdict.Tally.Latency;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The tables at the end of a run, as text with aligned columns. Immutable. */
public final class Tables {
  private final List<Phase> phases;
  private final List<Judged> exchanges;

  /** Tables of these exchanges, by these phases. */
  public Tables(List<Phase> phases, List<Judged> exchanges) {
    this.phases = List.copyOf(phases);
    this.exchanges = List.copyOf(exchanges);
  }

  /** A row for each phase and one for all: requests, versions, faults, latencies. */
  public String phases() {
    Set<String> versions = new TreeSet<>(Tally.of(exchanges).byVersion().keySet());
    List<Column> columns = new ArrayList<>();
    columns.add(Grid.left("phase"));
    columns.add(Grid.right("s"));
    columns.add(Grid.right("sent"));
    versions.forEach(version -> columns.add(Grid.right("by " + version)));
    columns.add(Grid.right("failed"));
    columns.add(Grid.right("wrong"));
    columns.add(Grid.right("fast p50"));
    columns.add(Grid.right("p99"));
    columns.add(Grid.right("max"));
    columns.add(Grid.right("slow* p50"));
    columns.add(Grid.right("p99"));
    columns.add(Grid.right("max"));
    List<String[]> rows = new ArrayList<>();
    Duration whole = Duration.ZERO;
    for (Phase phase : phases) {
      whole = whole.plus(phase.length());
      rows.add(row(phase.title(), phase.length(), Tally.of(phase, exchanges), versions));
    }
    rows.add(row("all", whole, Tally.of(exchanges), versions));
    return Grid.text(columns, rows)
        + "Latencies in ms. slow*: slow and streamed requests, the time beyond that which the"
        + " service was asked to take.\n";
  }

  private static String[] row(String name, Duration length, Tally tally, Set<String> versions) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(seconds(length));
    row.add(count(tally.sent()));
    versions.forEach(it -> row.add(count(tally.byVersion().getOrDefault(it, 0L))));
    row.add(count(tally.failed()));
    row.add(count(tally.wrong()));
    for (Latency latency : List.of(tally.fast(), tally.beyond())) {
      row.add(latency.count() == 0 ? "-" : millis(latency.p50()));
      row.add(latency.count() == 0 ? "-" : millis(latency.p99()));
      row.add(latency.count() == 0 ? "-" : millis(latency.max()));
    }
    return row.toArray(String[]::new);
  }

  /** A row for each version: how many requests it answered, how many wrongly, from when to when. */
  public String versions() {
    long start = phases.get(0).from();
    Set<String> versions = Tally.of(exchanges).byVersion().keySet();
    List<String[]> rows = new ArrayList<>();
    for (String version : versions) {
      List<Judged> its =
          exchanges.stream()
              .filter(it -> it.version().filter(version::equals).isPresent())
              .toList();
      rows.add(
          new String[] {
            version,
            count(its.size()),
            count(its.stream().filter(Judged::isWrong).count()),
            at(its, start, it -> it.exchange().ended(), false),
            at(its, start, it -> it.exchange().ended(), true)
          });
    }
    return Grid.text(
        List.of(
            Grid.left("version"),
            Grid.right("answered"),
            Grid.right("wrong"),
            Grid.right("first answer at s"),
            Grid.right("last answer at s")),
        rows);
  }

  private static String at(
      List<Judged> its, long start, Function<Judged, Long> moment, boolean last) {
    List<Long> moments = its.stream().map(moment).sorted().toList();
    return seconds(Duration.ofNanos(moments.get(last ? moments.size() - 1 : 0) - start));
  }

  /** A row for each step of each operation: how long it took. */
  public static String steps(List<EndedOperation> operations) {
    List<String[]> rows = new ArrayList<>();
    for (EndedOperation operation : operations) {
      String name = operation.description();
      for (StepTime time : operation.steps()) {
        String undo = time.direction() == Direction.BACK ? "undo: " : "";
        rows.add(new String[] {name, undo + time.step(), seconds3(time.took())});
        name = "";
      }
      rows.add(new String[] {name, "= " + operation.ending(), seconds3(operation.took())});
    }
    return Grid.text(List.of(Grid.left("operation"), Grid.left("step"), Grid.right("s")), rows);
  }

  /** A row for each operation: how it ended, and how long it took. */
  public static String operations(List<EndedOperation> operations) {
    return Grid.text(
        List.of(Grid.left("id"), Grid.left("operation"), Grid.left("ended"), Grid.right("s")),
        operations.stream()
            .map(
                it ->
                    new String[] {
                      it.id().value(), it.description(), it.ending().toString(), seconds3(it.took())
                    })
            .toList());
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e9);
  }

  private static String seconds3(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
