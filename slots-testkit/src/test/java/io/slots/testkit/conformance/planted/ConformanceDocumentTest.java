package io.slots.testkit.conformance.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code CONFORMANCE.md} lists the tests and the faults that there are; {@code
 * -Dconformance.write=true} writes it.
 */
class ConformanceDocumentTest {
  private static final String WRITE = "conformance.write";
  private static final Path FILE =
      Path.of(System.getProperty("basedir", "")).resolve("CONFORMANCE.md");

  @Test
  void document_isUpToDate() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, ConformanceDocument.text());
    }

    assertThat(Files.readString(FILE))
        .as("run this test with -D" + WRITE + "=true to have the document written")
        .isEqualTo(ConformanceDocument.text());
  }
}
