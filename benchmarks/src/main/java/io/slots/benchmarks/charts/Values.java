package io.slots.benchmarks.charts;

import io.slots.benchmarks.result.ResultFile;
import io.slots.benchmarks.result.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Picks what is to be drawn out of a file. What has no number is left out. */
final class Values {
  private final ResultFile file;

  Values(ResultFile file) {
    this.file = file;
  }

  /** A row; what it does not have is empty. */
  record Row(Map<String, String> values) {
    /** Reads that column. */
    static Function<Row, String> named(String column) {
      return row -> row.text(column);
    }

    String text(String column) {
      return values.getOrDefault(column, "");
    }

    double number(String column) {
      return text(column).isEmpty() ? Double.NaN : Double.parseDouble(text(column));
    }
  }

  /** One series for each name that {@code series} gives to rows. */
  XYDataset points(
      Predicate<Row> which,
      Function<Row, String> series,
      Function<Row, Double> across,
      Function<Row, Double> up) {
    Map<String, XYSeries> all = new LinkedHashMap<>();
    rows(which)
        .filter(row -> Double.isFinite(up.apply(row)) && Double.isFinite(across.apply(row)))
        .forEach(
            row ->
                all.computeIfAbsent(series.apply(row), XYSeries::new)
                    .add(across.apply(row), up.apply(row)));
    XYSeriesCollection collection = new XYSeriesCollection();
    all.values().forEach(collection::addSeries);
    return collection;
  }

  /** A group of bars for each name that {@code group} gives. */
  CategoryDataset bars(
      Predicate<Row> which,
      Function<Row, String> series,
      Function<Row, String> group,
      Function<Row, Double> length) {
    DefaultCategoryDataset dataset = new DefaultCategoryDataset();
    rows(which)
        .filter(row -> Double.isFinite(length.apply(row)))
        .forEach(row -> dataset.addValue(length.apply(row), series.apply(row), group.apply(row)));
    return dataset;
  }

  /** Several columns over one, each a series for each value of {@code by}. */
  XYDataset union(String across, Map<String, String> columns, String by) {
    Map<String, XYSeries> all = new TreeMap<>();
    columns.forEach(
        (name, column) ->
            rows(row -> Double.isFinite(row.number(column)))
                .forEach(
                    row ->
                        all.computeIfAbsent(name + ", " + row.text(by), XYSeries::new)
                            .add(row.number(across), row.number(column))));
    XYSeriesCollection collection = new XYSeriesCollection();
    all.values().forEach(collection::addSeries);
    return collection;
  }

  /** Of a file that has every round: the median of a column's rounds as a bar. */
  CategoryDataset medians(String column, String group, String series) {
    Map<List<String>, List<Double>> rounds = new LinkedHashMap<>();
    rows(row -> true)
        .forEach(
            row ->
                rounds
                    .computeIfAbsent(
                        List.of(row.text(series), row.text(group)), key -> new ArrayList<>())
                    .add(row.number(column)));
    DefaultCategoryDataset dataset = new DefaultCategoryDataset();
    rounds.forEach(
        (key, values) ->
            dataset.addValue(new Samples(values).median(), key.get(0) + " under way", key.get(1)));
    return dataset;
  }

  private Stream<Row> rows(Predicate<Row> which) {
    return file.rows().stream().map(Row::new).filter(which);
  }
}
