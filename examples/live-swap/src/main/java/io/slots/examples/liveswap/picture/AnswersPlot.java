package io.slots.examples.liveswap.picture;

import io.slots.examples.stage.verdict.Judged;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.DefaultTableXYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How many requests each version answered, by the moment of the answer; faults in red. */
final class AnswersPlot {
  static final double BIN_SECONDS = 0.1;

  private final Timeline timeline;
  private final List<String> versions;

  AnswersPlot(Timeline timeline, List<String> versions) {
    this.timeline = timeline;
    this.versions = versions;
  }

  XYPlot plot() {
    NumberAxis counts = new NumberAxis("answers in 100 ms");
    counts.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    counts.setUpperMargin(0.25);
    XYPlot plot = new XYPlot(answers(), null, counts, bars());
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setRenderer(1, crosses());
    plot.setDataset(1, faults());
    return plot;
  }

  private DefaultTableXYDataset answers() {
    DefaultTableXYDataset dataset = new DefaultTableXYDataset();
    for (String version : versions) {
      Map<Long, Integer> bins = new TreeMap<>();
      for (Judged judged : timeline.exchanges()) {
        if (judged.version().filter(version::equals).isPresent()) {
          bins.merge(bin(judged), 1, Integer::sum);
        }
      }
      XYSeries series = new XYSeries(version, true, false);
      bins.forEach((bin, count) -> series.add((bin + 0.5) * BIN_SECONDS, count));
      dataset.addSeries(series);
    }
    // A little wider than its bin, for no background to shine through between two bars.
    dataset.setIntervalWidth(BIN_SECONDS * 1.06);
    return dataset;
  }

  /** The marks stand in a line, low over the axis, where they hide little. */
  private XYSeriesCollection faults() {
    XYSeries faults = new XYSeries("failed or wrong", true, true);
    double height = Math.max(1, busiest()) * 0.06;
    for (Judged judged : timeline.exchanges()) {
      if (judged.fault().isPresent()) {
        faults.add(timeline.seconds(judged.exchange().ended()), height);
      }
    }
    return new XYSeriesCollection(faults);
  }

  private long busiest() {
    return timeline.exchanges().stream()
        .collect(Collectors.groupingBy(this::bin, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private long bin(Judged judged) {
    return (long) Math.floor(timeline.seconds(judged.exchange().ended()) / BIN_SECONDS);
  }

  private StackedXYBarRenderer bars() {
    StackedXYBarRenderer renderer = new StackedXYBarRenderer(0);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (int i = 0; i < versions.size(); i++) {
      renderer.setSeriesPaint(i, Look.version(i));
    }
    return renderer;
  }

  private static XYLineAndShapeRenderer crosses() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, Look.FAILURE);
    renderer.setSeriesShape(0, ShapeUtils.createDiagonalCross(6f, 1.2f));
    return renderer;
  }
}
