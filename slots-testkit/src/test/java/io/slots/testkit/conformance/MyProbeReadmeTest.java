package io.slots.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The lines under "Certify your adapter in ten lines" are those of a test that is run. */
class MyProbeReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final String BEGIN = "final class MyProbeTest";

  @Test
  void readme_showsTheTest() throws IOException {
    String source =
        Files.readString(
            MODULE.resolve("src/test/java/io/slots/testkit/conformance/MyProbeTest.java"));
    String readme = Files.readString(MODULE.resolve("README.md"));
    int begin = readme.indexOf(BEGIN);
    assertThat(begin).as("where the README shows " + BEGIN).isPositive();
    String shown = readme.substring(begin, readme.indexOf("```", begin));

    assertThat(shown.lines()).hasSizeLessThanOrEqualTo(10);
    assertThat(words(shown)).isEqualTo(words(source.substring(source.indexOf(BEGIN))));
  }

  /** Lines are broken otherwise by the formatter. */
  private static String words(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }
}
