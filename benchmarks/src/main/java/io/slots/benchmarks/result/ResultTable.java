package io.slots.benchmarks.result;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.google.common.base.Preconditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What a program has measured, row by row. It notes the load average when it is made and when it is
 * written, for a number of a busy machine says little. For use by one thread.
 */
public final class ResultTable {
  /** What was not measured. */
  public static final String NONE = "";

  private final List<String> columns;
  private final List<List<?>> rows = new ArrayList<>();
  private final OffsetDateTime begun =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  private final double loadAtBegin = load();

  private ResultTable(List<String> columns) {
    this.columns = columns;
  }

  /** Returns an empty table; what is measured comes after this. */
  public static ResultTable of(String... columns) {
    return new ResultTable(List.of(columns));
  }

  /** Adds a row of texts and numbers, one for each column. */
  public void row(Object... values) {
    Preconditions.checkArgument(
        values.length == columns.size(), "%s values for %s", values.length, columns);
    rows.add(List.of(values));
  }

  /** Prints it, and writes it into a file of comma-separated values. */
  public void tell(Path file) {
    write(file);
    System.out.println(this);
    System.out.println("(also in " + file + ")");
  }

  /** Writes it into a file of comma-separated values; a later call replaces it. */
  public void write(Path file) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator('\n')
            .setCommentMarker('#')
            .setHeaderComments(machine())
            .setHeader(columns.toArray(String[]::new))
            .get();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Writer writer = Files.newBufferedWriter(file);
          CSVPrinter printer = format.print(writer)) {
        for (List<?> row : rows) {
          printer.printRecord(row.stream().map(ResultTable::exact));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String machine() {
    return String.format(
        Locale.ROOT,
        "%s, %s %s, %d cores, Java %s, load average %.1f at the beginning and %.1f at the end",
        begun,
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        loadAtBegin,
        load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static Object exact(Object value) {
    return value instanceof Double number ? rounded(number) : value;
  }

  private static String rounded(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).round(new MathContext(6)).toPlainString()
        : NONE;
  }

  private static String legible(Object value) {
    if (value instanceof Double number) {
      double size = Math.abs(number);
      String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
      return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : NONE;
    }
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : value.toString();
  }

  /** Returns it for people. */
  @Override
  public String toString() {
    Column[] shown =
        IntStream.range(0, columns.size())
            .mapToObj(
                i -> new Column().header(columns.get(i).replace('_', ' ')).dataAlign(align(i)))
            .toArray(Column[]::new);
    Object[][] cells =
        rows.stream()
            .map(row -> row.stream().map(ResultTable::legible).toArray())
            .toArray(Object[][]::new);
    return machine()
        + "\n"
        + AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, shown, cells);
  }

  private HorizontalAlign align(int column) {
    return rows.stream().anyMatch(row -> row.get(column) instanceof Number)
        ? HorizontalAlign.RIGHT
        : HorizontalAlign.LEFT;
  }
}
