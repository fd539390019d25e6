package io.slots.slotctl;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table, row by row. For use by one thread. */
final class Rows {
  private static final int WIDEST = 60;

  private final List<String> heads;
  private final List<String[]> rows = new ArrayList<>();

  private Rows(List<String> heads) {
    this.heads = heads;
  }

  static Rows of(String... heads) {
    return new Rows(List.of(heads));
  }

  /** Adds a row, with a cell for each head. */
  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Words::inOneLine).toArray(String[]::new));
  }

  /** Returns the table, or {@code otherwise} if it has no row. */
  String or(String otherwise) {
    if (rows.isEmpty()) {
      return otherwise;
    }
    Column[] columns =
        heads.stream()
            .map(it -> new Column().header(it).headerAlign(HorizontalAlign.LEFT))
            .map(it -> it.dataAlign(HorizontalAlign.LEFT).maxWidth(WIDEST))
            .toArray(Column[]::new);
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, rows.toArray(String[][]::new));
  }
}
