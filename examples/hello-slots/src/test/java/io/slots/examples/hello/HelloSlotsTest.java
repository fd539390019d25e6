package io.slots.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.operation.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's snippet runs, and is the one in the README. */
class HelloSlotsTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/slots/examples/hello/HelloSlots.java");
  private static final Path README = Path.of("../../README.md");

  @Test
  void run_swapsAndTellsIt() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Outcome outcome = HelloSlots.run(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Swap staging into production of shop")
        .contains("swap staging into production: completed")
        .doesNotContain("orders");
  }

  @Test
  void readme_holdsTheSnippet() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    String snippet =
        String.join(
                "\n",
                lines.subList(indexOf(lines, "tag::readme[]") + 1, indexOf(lines, "end::readme[]")))
            .stripIndent();

    assertThat(Files.readString(README)).contains(snippet.strip());
  }

  private static int indexOf(List<String> lines, String marker) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(marker)) {
        return i;
      }
    }
    throw new AssertionError("no line has " + marker);
  }
}
