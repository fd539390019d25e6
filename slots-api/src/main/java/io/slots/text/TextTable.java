package io.slots.text;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells as plain text with aligned columns. Where a table would be too wide, its widest
 * columns give way, and their cells go on over several lines. For use by one thread.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 10;

  private final List<String> titles;
  private final List<Row> rows = new ArrayList<>();

  private TextTable(List<String> titles) {
    this.titles = titles;
  }

  /** Cells of a row, or one text in the place of all but the first of them. */
  private record Row(List<String> cells, boolean isNote) {}

  /** Returns an empty table whose columns have these titles; one with an empty title has none. */
  public static TextTable of(String... titles) {
    return new TextTable(legible(List.of(titles)));
  }

  /** Adds a row, with a cell for each column. */
  public TextTable row(Object... cells) {
    checkArgument(
        cells.length == titles.size(), "%s cells for %s columns", cells.length, titles.size());
    rows.add(new Row(legible(List.of(cells)), false));
    return this;
  }

  /** Adds a text to the last row, in a line of its own that spans all columns but the first. */
  public TextTable note(String text) {
    rows.add(new Row(legible(List.of(text)), true));
    return this;
  }

  /** The lines, of at most {@code width} columns if the table can be so narrow. */
  public List<String> lines(int width) {
    int[] widths = fit(natural(), width);
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    if (titles.stream().anyMatch(title -> !title.isEmpty())) {
      lines.addAll(aligned(titles, widths)).add(rule(widths));
    }
    for (Row row : rows) {
      lines.addAll(
          row.isNote() ? note(row.cells().get(0), widths[0], width) : aligned(row.cells(), widths));
    }
    return lines.build();
  }

  private static ImmutableList<String> legible(List<?> cells) {
    return cells.stream()
        .map(Object::toString)
        .map(Legible::of)
        .collect(ImmutableList.toImmutableList());
  }

  private int[] natural() {
    int[] widths = titles.stream().mapToInt(Width::of).toArray();
    for (Row row : rows) {
      for (int i = 0; i < widths.length && !row.isNote(); i++) {
        widths[i] = Math.max(widths[i], Width.of(row.cells().get(i)));
      }
    }
    return widths;
  }

  private static int[] fit(int[] natural, int width) {
    int[] widths = natural.clone();
    int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
    for (; excess > 0; excess--) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private String rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : GAP)
          .append((titles.get(i).isEmpty() ? " " : "-").repeat(widths[i]));
    }
    return rule.toString().stripTrailing();
  }

  private static List<String> aligned(List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Wrapping.wrap(cells.get(i), widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    for (int number = 0; number < height; number++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        List<String> cell = wrapped.get(i);
        String piece = number < cell.size() ? cell.get(number) : "";
        line.append(i == 0 ? "" : GAP)
            .append(piece)
            .append(" ".repeat(widths[i] - Width.of(piece)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines.build();
  }

  private static List<String> note(String text, int indent, int width) {
    String blank = " ".repeat(indent) + GAP;
    return Wrapping.wrap(text, Math.max(NARROWEST, width - blank.length())).stream()
        .map(blank::concat)
        .collect(ImmutableList.toImmutableList());
  }
}
