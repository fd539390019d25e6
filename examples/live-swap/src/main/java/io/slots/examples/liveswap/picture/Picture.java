package io.slots.examples.liveswap.picture;

import io.slots.examples.stage.verdict.Judged;
import io.slots.examples.stage.verdict.Phase;
import io.slots.examples.stage.verdict.RouteChange;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.svg.SVGGraphics2D;

/** Draws a {@link Timeline} and writes it as SVG. */
public final class Picture {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 760;

  private final Timeline timeline;
  private final List<String> versions;

  /** A picture of {@code timeline}. */
  public Picture(Timeline timeline) {
    this.timeline = timeline;
    this.versions =
        timeline.exchanges().stream()
            .flatMap(it -> it.version().stream())
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Writes the picture.
   *
   * @throws IOException if it cannot be written there
   */
  public void write(Path file) throws IOException {
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    chart().draw(graphics, new Rectangle(WIDTH, HEIGHT));
    // Without a DOCTYPE: some readers would ask the network for it.
    Files.writeString(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + graphics.getSVGElement() + "\n",
        StandardCharsets.UTF_8);
  }

  private JFreeChart chart() {
    NumberAxis seconds = new NumberAxis("seconds since the load began");
    seconds.setRange(0, Math.max(1, timeline.length()));
    style(seconds);
    XYPlot answers = new AnswersPlot(timeline, versions).plot();
    XYPlot latencies = new LatencyPlot(timeline).plot();
    StepsPlot steps = new StepsPlot(timeline);
    CombinedDomainXYPlot all = new CombinedDomainXYPlot(seconds);
    all.setGap(14);
    all.add(answers, 10);
    all.add(latencies, 6);
    if (steps.height() > 0) {
      all.add(steps.plot(), 6);
    }
    boolean first = true;
    for (Object plot : all.getSubplots()) {
      style((XYPlot) plot);
      shadeOperations((XYPlot) plot, first);
      markSwitches((XYPlot) plot, first);
      first = false;
    }
    JFreeChart chart =
        new JFreeChart("Requests that production answered, by version", Look.TITLE, all, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(12, 12, 12, 16));
    chart.getTitle().setPaint(Look.INK);
    chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.addSubtitle(subtitle());
    chart.addSubtitle(legend());
    return chart;
  }

  private TextTitle subtitle() {
    long failed = timeline.exchanges().stream().filter(Judged::isFailed).count();
    long wrong = timeline.exchanges().stream().filter(Judged::isWrong).count();
    String text =
        String.format(
            Locale.ROOT,
            "%,d requests · %,d failed · %,d answered wrongly",
            timeline.exchanges().size(),
            failed,
            wrong);
    TextTitle subtitle = new TextTitle(text, Look.SUBTITLE);
    subtitle.setPaint(failed + wrong == 0 ? Look.FAINT_INK : Look.FAILURE);
    subtitle.setHorizontalAlignment(HorizontalAlignment.LEFT);
    subtitle.setPadding(2, 0, 8, 0);
    return subtitle;
  }

  private LegendTitle legend() {
    LegendItemCollection items = new LegendItemCollection();
    Shape box = new Rectangle2D.Double(-6, -6, 12, 12);
    Shape bar = new Rectangle2D.Double(-9, -1, 18, 2.4);
    for (int i = 0; i < versions.size(); i++) {
      items.add(item("answered by " + versions.get(i), box, Look.version(i)));
    }
    items.add(item("failed or wrong", box, Look.FAILURE));
    items.add(item("operation under way", box, Look.OPERATION));
    items.add(item("fast requests: median", bar, Look.MEDIAN));
    items.add(item("longest, by 200 ms", bar, Look.HIGH));
    items.add(item("step", bar, Look.STEP));
    items.add(item("step undone", bar, Look.STEP_UNDONE));
    LegendTitle legend = new LegendTitle(() -> items);
    legend.setItemFont(Look.LABEL);
    legend.setItemPaint(Look.INK);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
    return legend;
  }

  private static LegendItem item(String label, Shape shape, Paint paint) {
    return new LegendItem(label, null, null, null, shape, paint, Look.THIN, paint);
  }

  private static void style(NumberAxis axis) {
    axis.setLabelFont(Look.LABEL);
    axis.setLabelPaint(Look.FAINT_INK);
    axis.setTickLabelFont(Look.TICK);
    axis.setTickLabelPaint(Look.FAINT_INK);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
  }

  private static void style(XYPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.THIN);
    plot.getRangeAxis().setLabelFont(Look.LABEL);
    plot.getRangeAxis().setLabelPaint(Look.FAINT_INK);
    plot.getRangeAxis().setTickLabelFont(Look.TICK);
    plot.getRangeAxis().setTickLabelPaint(Look.FAINT_INK);
    plot.getRangeAxis().setAxisLineVisible(false);
    plot.getRangeAxis().setTickMarksVisible(false);
  }

  private void shadeOperations(XYPlot plot, boolean named) {
    for (Phase phase : timeline.phases()) {
      if (phase.operation()) {
        IntervalMarker shade =
            new IntervalMarker(timeline.seconds(phase.from()), timeline.seconds(phase.to()));
        shade.setPaint(Look.OPERATION);
        shade.setAlpha(1f);
        shade.setOutlinePaint(Look.GRID);
        shade.setLabelBackgroundColor(Look.CLEAR);
        if (named) {
          shade.setLabel(phase.name());
          shade.setLabelFont(Look.OPERATION_NAME);
          shade.setLabelPaint(Look.INK);
          shade.setLabelAnchor(RectangleAnchor.TOP_LEFT);
          shade.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        }
        plot.addDomainMarker(shade, Layer.BACKGROUND);
      }
    }
  }

  private void markSwitches(XYPlot plot, boolean named) {
    for (RouteChange change : timeline.switches()) {
      double at = timeline.seconds(change.confirmed().orElse(change.begun()));
      ValueMarker mark = new ValueMarker(at, Look.INK, Look.DASHED);
      mark.setLabelBackgroundColor(Look.CLEAR);
      if (named) {
        mark.setLabel(" " + change.version() + " is live");
        mark.setLabelFont(Look.LABEL);
        mark.setLabelPaint(Look.INK);
        mark.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        mark.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        mark.setLabelOffset(new RectangleInsets(18, 3, 3, 3));
      }
      plot.addDomainMarker(mark, Layer.FOREGROUND);
    }
  }
}
