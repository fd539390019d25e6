package io.slots.examples.liveswap.picture;

import io.slots.examples.stage.load.Ask.Kind;
import io.slots.examples.stage.verdict.Judged;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How long the fast requests took: the median and the longest, by the moment of the answer. */
final class LatencyPlot {
  private static final double BIN_SECONDS = 0.2;

  private final Timeline timeline;

  LatencyPlot(Timeline timeline) {
    this.timeline = timeline;
  }

  XYPlot plot() {
    LogAxis millis = new LogAxis("fast requests, ms");
    millis.setBase(10);
    millis.setSmallestValue(0.1);
    millis.setTickUnit(new NumberTickUnit(1));
    millis.setNumberFormatOverride(new java.text.DecimalFormat("#,##0.###"));
    XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
    lines.setSeriesPaint(0, Look.MEDIAN);
    lines.setSeriesPaint(1, Look.HIGH);
    lines.setSeriesStroke(0, Look.LINE);
    lines.setSeriesStroke(1, Look.LINE);
    return new XYPlot(latencies(), null, millis, lines);
  }

  private XYSeriesCollection latencies() {
    Map<Long, Histogram> bins = new TreeMap<>();
    for (Judged judged : timeline.exchanges()) {
      if (judged.exchange().ask().kind() == Kind.FAST && !judged.isFailed()) {
        long bin = (long) Math.floor(timeline.seconds(judged.exchange().ended()) / BIN_SECONDS);
        bins.computeIfAbsent(bin, it -> new Histogram(3))
            .recordValue(judged.exchange().took().toNanos() / 1_000);
      }
    }
    XYSeries median = new XYSeries("median", true, false);
    XYSeries longest = new XYSeries("longest", true, false);
    bins.forEach(
        (bin, micros) -> {
          double at = (bin + 0.5) * BIN_SECONDS;
          median.add(at, Math.max(0.1, micros.getValueAtPercentile(50) / 1e3));
          longest.add(at, Math.max(0.1, micros.getMaxValue() / 1e3));
        });
    XYSeriesCollection dataset = new XYSeriesCollection(median);
    dataset.addSeries(longest);
    return dataset;
  }
}
