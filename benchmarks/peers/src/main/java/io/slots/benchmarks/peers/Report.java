package io.slots.benchmarks.peers;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.slots.benchmarks.ClosedLoop;
import io.slots.benchmarks.result.ResultTable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a run tells: ratios first. */
record Report(List<Score> scores) {
  /** Returns it for people, one number of swaps under way. */
  String table(int underWay) {
    List<Score> those = scores.stream().filter(it -> it.underWay() == underWay).toList();
    double floor = floor(those);
    double peer = fastestDurablePeer(those);
    return underWay
        + " under way\n"
        + AsciiTable.getTable(
            those,
            List.of(
                column("who", HorizontalAlign.LEFT, it -> it.entry().name()),
                column("durable", HorizontalAlign.LEFT, it -> it.entry().durable() ? "yes" : "no"),
                column("CPU, × floor", it -> text("%.1f", it.cpu() / floor)),
                column(
                    "swaps/s, × fastest durable peer",
                    it -> it.entry().durable() ? text("%.2f", it.perSecond() / peer) : ""),
                column("swaps/s", it -> text("%,.0f", it.perSecond())),
                column("spread", it -> text("%.0f %%", 100 * it.spread())),
                column("p50, ms", it -> text("%.3f", it.p50())),
                column("p99, ms", it -> text("%.3f", it.p99())),
                column("CPU, µs", it -> text("%,.1f", it.cpu()))));
  }

  /** Straight-line code; nothing is compared with it where it did not take part. */
  private static double floor(List<Score> scores) {
    return scores.stream()
        .filter(it -> it.entry().isFloor())
        .mapToDouble(Score::cpu)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double fastestDurablePeer(List<Score> scores) {
    return scores.stream()
        .filter(it -> it.entry().durable() && !it.entry().isOurs())
        .mapToDouble(Score::perSecond)
        .max()
        .orElse(Double.NaN);
  }

  private static com.github.freva.asciitable.ColumnData<Score> column(
      String name, Function<Score, String> value) {
    return column(name, HorizontalAlign.RIGHT, value);
  }

  private static com.github.freva.asciitable.ColumnData<Score> column(
      String name, HorizontalAlign align, Function<Score, String> value) {
    return new Column().header(name).dataAlign(align).with(value);
  }

  /** Puts every round of it into rows. */
  void fill(ResultTable rounds) {
    for (Score score : scores) {
      for (ClosedLoop.Result it : score.rounds()) {
        rounds.row(
            score.entry().name(),
            score.entry().durable(),
            score.underWay(),
            it.perSecond(),
            it.p50(),
            it.p99(),
            it.cpu());
      }
    }
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
