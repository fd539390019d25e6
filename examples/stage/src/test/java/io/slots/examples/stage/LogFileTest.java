package io.slots.examples.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @Test
  void lastWords_severalRuns_areThoseOfTheLastRunAsThatSlot(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("a-1.log");
    Files.writeString(
        file,
        """
        --- started instance a-1 of shop as staging, content v3
        v3 listens
        --- started instance a-1 of shop as production, content v3
        v3 does not start
        --- started instance a-1 of shop as staging, content v3
        v3 listens again
        """);

    assertThat(new LogFile(file).lastWords("production")).hasValue("v3 does not start");
    assertThat(new LogFile(file).lastWords("staging")).hasValue("v3 listens again");
  }

  @Test
  void lastWords_aRunTooShortForItsHeader_areTheLineBeforeIt(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("a-1.log");
    Files.writeString(
        file,
        """
        no luck today
        --- started instance a-1 of shop as production, content v3
        --- started instance a-1 of shop as staging, content v3
        v3 listens
        """);

    assertThat(new LogFile(file).lastWords("production")).hasValue("no luck today");
  }

  @Test
  void lastWords_noSuchFile_areNone(@TempDir Path directory) {
    assertThat(new LogFile(directory.resolve("none")).lastWords("production")).isEmpty();
  }
}
