package io.slots.examples.liveswap.picture;

import io.slots.operation.StepName;
import java.util.List;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Which step was under way when: a row for each step. */
final class StepsPlot {
  /** Half of the height of a bar, where the distance of two rows is 1. */
  private static final double HALF = 0.34;

  private final Timeline timeline;

  StepsPlot(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The rows, from top to bottom: as the steps stand in the documentation. */
  private List<StepName> rows() {
    return timeline.steps().stream().map(StepSpan::step).distinct().sorted().toList();
  }

  int height() {
    return rows().size();
  }

  XYPlot plot() {
    List<StepName> rows = rows();
    XYIntervalSeries done = new XYIntervalSeries("step", false, true);
    XYIntervalSeries undone = new XYIntervalSeries("step undone", false, true);
    // A step of a millisecond is to be seen, too.
    double shortest = timeline.length() / 500;
    for (StepSpan span : timeline.steps()) {
      double row = rows.indexOf(span.step());
      double to = Math.max(span.to(), span.from() + shortest);
      (span.undone() ? undone : done)
          .add(span.from(), span.from(), to, row, row - HALF, row + HALF);
    }
    XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
    dataset.addSeries(done);
    dataset.addSeries(undone);
    SymbolAxis axis =
        new SymbolAxis("", rows.stream().map(StepName::toString).toArray(String[]::new));
    axis.setInverted(true);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.6, Math.max(1, rows.size()) - 0.4);
    XYBarRenderer bars = new XYBarRenderer();
    bars.setUseYInterval(true);
    bars.setBarPainter(new StandardXYBarPainter());
    bars.setShadowVisible(false);
    bars.setSeriesPaint(0, Look.STEP);
    bars.setSeriesPaint(1, Look.STEP_UNDONE);
    return new XYPlot(dataset, null, axis, bars);
  }
}
