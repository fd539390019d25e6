package io.slots.examples.stage.verdict;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.stream.Collectors;

/** A table as text with aligned columns. */
public final class Grid {
  private Grid() {}

  /** A column of words. */
  public static Column left(String title) {
    return column(title, HorizontalAlign.LEFT);
  }

  /** A column of numbers. */
  public static Column right(String title) {
    return column(title, HorizontalAlign.RIGHT);
  }

  private static Column column(String title, HorizontalAlign align) {
    return new Column().header(title).headerAlign(align).dataAlign(align).maxWidth(60);
  }

  /** Returns the table, each row with a cell for each column. */
  public static String text(List<Column> columns, List<String[]> rows) {
    String text =
        AsciiTable.getTable(
            AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER,
            columns.toArray(Column[]::new),
            rows.toArray(Object[][]::new));
    return text.lines().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }
}
