package io.slots.benchmarks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void read_whatATableHasWritten_isThereWithItsMachine() throws IOException {
    Path file = directory.resolve("a/new/directory.csv");
    ResultTable table = ResultTable.of("who", "ratio", "number");
    table.row("ours, \"quoted\"", 1.0 / 3, 1_234_567);
    table.row("theirs", Double.NaN, 0);

    table.write(file);

    ResultFile read = ResultFile.read(file).orElseThrow();
    assertThat(read.machine()).contains(" cores, Java ").contains("load average");
    assertThat(read.rows())
        .isEqualTo(
            List.of(
                Map.of("who", "ours, \"quoted\"", "ratio", "0.333333", "number", "1234567"),
                Map.of("who", "theirs", "ratio", "", "number", "0")));
  }

  @Test
  void read_noFile_isNothing() throws IOException {
    assertThat(ResultFile.read(directory.resolve("nowhere.csv"))).isEmpty();
  }

  @Test
  void samples_ofAnOddAndAnEvenNumber_haveTheMiddleAndHowFarTheyAreApart() {
    Samples odd = new Samples(List.of(9.0, 1.0, 2.0));
    Samples even = new Samples(List.of(4.0, 1.0, 2.0, 9.0));

    assertThat(odd.median()).isEqualTo(2);
    assertThat(odd.spreadPercent()).isEqualTo(400);
    assertThat(even.median()).isEqualTo(3);
    assertThat(new Samples(List.of()).median()).isNaN();
  }
}
