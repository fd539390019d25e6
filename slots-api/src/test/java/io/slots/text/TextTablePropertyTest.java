package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is put into a table can be read out of its columns again. */
class TextTablePropertyTest {
  private static final int COLUMNS = 4;

  @Provide
  Arbitrary<List<List<String>>> rows() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a",
            "B_",
            "c-",
            " ",
            "  ",
            "word",
            "名",
            "ｱ",
            "한",
            "🚀",
            "o\u0308",
            "é",
            "→",
            "\n",
            "\u202e",
            "\u00a0",
            "x".repeat(30),
            "👩\u200d🚀");
    Arbitrary<String> cells =
        pieces
            .list()
            .ofMaxSize(12)
            .map(list -> String.join("", list))
            .filter(text -> text.length() <= 256);
    return cells.list().ofSize(COLUMNS - 1).list().ofMaxSize(6);
  }

  @Property
  @Label("every cell stands in its column, whole, whatever the widths")
  void lines_anyCells_canBeReadBack(
      @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 1, max = 200) int width) {
    TextTable table = TextTable.of("n", "one", "two", "three");
    for (int i = 0; i < rows.size(); i++) {
      table.row(i, rows.get(i).get(0), rows.get(i).get(1), rows.get(i).get(2));
    }

    List<String> lines = table.lines(width);

    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(Width.of(line))
                    .isLessThanOrEqualTo(Math.max(width, 1 + 3 * 10 + 3 * 2)));
    List<List<String>> read = new ArrayList<>();
    List<Integer> starts = columns(lines.get(1));
    assertThat(starts).hasSize(COLUMNS);
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = cut(line, starts);
      if (!cells.get(0).isEmpty()) {
        read.add(new ArrayList<>(List.of("", "", "")));
      }
      List<String> row = read.get(read.size() - 1);
      for (int i = 1; i < COLUMNS; i++) {
        row.set(i - 1, row.get(i - 1) + cells.get(i));
      }
    }
    assertThat(read).isEqualTo(rows.stream().map(TextTablePropertyTest::solid).toList());
  }

  private static List<String> solid(List<String> cells) {
    return cells.stream().map(Legible::of).map(TextTablePropertyTest::solid).toList();
  }

  /** Lines are broken at spaces, which are then not printed. */
  private static String solid(String text) {
    return text.replace(" ", "");
  }

  /** Where the columns start, to go by the rule under their titles. */
  private static List<Integer> columns(String rule) {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < rule.length(); i++) {
      if (rule.charAt(i) == '-' && (i == 0 || rule.charAt(i - 1) == ' ')) {
        starts.add(i);
      }
    }
    return starts;
  }

  private static List<String> cut(String line, List<Integer> starts) {
    List<StringBuilder> cells = new ArrayList<>();
    starts.forEach(start -> cells.add(new StringBuilder()));
    int[] at = {0};
    line.codePoints()
        .forEach(
            character -> {
              String text = Character.toString(character);
              // A mark belongs to the character before it.
              int place = Width.of(text) == 0 ? at[0] - 1 : at[0];
              int column = 0;
              while (column + 1 < starts.size() && starts.get(column + 1) <= place) {
                column++;
              }
              cells.get(column).append(text);
              at[0] += Width.of(text);
              if (column + 1 < starts.size() && Width.of(text) > 0 && !text.equals(" ")) {
                assertThat(at[0]).isLessThanOrEqualTo(starts.get(column + 1) - 2);
              }
            });
    return cells.stream().map(cell -> solid(cell.toString())).toList();
  }
}
