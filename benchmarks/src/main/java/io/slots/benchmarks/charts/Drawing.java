package io.slots.benchmarks.charts;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.svg.SVGGraphics2D;

/** A chart: what it shows, in the colours and letters of all of them. */
final class Drawing {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;

  private final String title;
  private final String machine;

  /**
   * @param title what is to be seen
   * @param machine on what it was measured
   */
  Drawing(String title, String machine) {
    this.title = title;
    this.machine = machine;
  }

  /** Lines with their points. */
  JFreeChart lines(XYDataset data, ValueAxis across, ValueAxis up) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, data.getItemCount(0) < 20);
    for (int series = 0; series < data.getSeriesCount(); series++) {
      renderer.setSeriesPaint(series, Look.series(series));
      renderer.setSeriesStroke(series, Look.LINE);
    }
    XYPlot plot = new XYPlot(data, across, up, renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(Look.GRID);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.THIN);
    plot.setDomainGridlineStroke(Look.THIN);
    return finished(new JFreeChart(title, Look.TITLE, plot, false), plot);
  }

  /** Bars from the left, in groups. */
  JFreeChart bars(CategoryDataset data, ValueAxis across) {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0.05);
    for (int series = 0; series < data.getRowCount(); series++) {
      renderer.setSeriesPaint(series, Look.series(series));
    }
    CategoryAxis names = new CategoryAxis();
    names.setMaximumCategoryLabelWidthRatio(0.5f);
    style(names);
    CategoryPlot plot = new CategoryPlot(data, names, across, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.THIN);
    return finished(new JFreeChart(title, Look.TITLE, plot, false), plot);
  }

  private JFreeChart finished(JFreeChart chart, LegendItemSource items) {
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 10, 8, 16));
    chart.getTitle().setPaint(Look.INK);
    chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
    TextTitle told = new TextTitle(machine, Look.SMALL);
    told.setPaint(Look.FAINT);
    told.setHorizontalAlignment(HorizontalAlignment.LEFT);
    told.setPadding(2, 0, 6, 0);
    chart.addSubtitle(told);
    LegendTitle legend = new LegendTitle(items);
    legend.setItemFont(Look.LABEL);
    legend.setItemPaint(Look.INK);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setFrame(BlockBorder.NONE);
    chart.addSubtitle(legend);
    return chart;
  }

  /** An axis from zero. */
  static NumberAxis linear(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(true);
    axis.setNumberFormatOverride(format());
    style(axis);
    return axis;
  }

  /** An axis of powers of ten. */
  static LogAxis logarithmic(String label, double smallest) {
    LogAxis axis = new LogAxis(label);
    axis.setBase(10);
    axis.setSmallestValue(smallest);
    axis.setTickUnit(new NumberTickUnit(1));
    axis.setNumberFormatOverride(format());
    style(axis);
    return axis;
  }

  private static DecimalFormat format() {
    return new DecimalFormat("#,##0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  private static void style(Axis axis) {
    axis.setLabelFont(Look.LABEL);
    axis.setLabelPaint(Look.FAINT);
    axis.setTickLabelFont(Look.SMALL);
    axis.setTickLabelPaint(Look.FAINT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
  }

  /** Writes it as SVG, without a DOCTYPE, for which some readers would ask the network. */
  static void write(JFreeChart chart, Path file) throws IOException {
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, HEIGHT);
    // The same chart has the same names inside, so that a new one differs by its numbers alone.
    graphics.setDefsKeyPrefix(file.getFileName().toString().replace(".svg", ""));
    chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, graphics.getSVGElement() + "\n", StandardCharsets.UTF_8);
  }
}
