package io.slots.testkit.readme;

import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.slots.testkit.RecordedOperation;
import io.slots.testkit.SlotsTestKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the kit's README shows is what tests run, and what they print. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  /** From there on, {@code MyProbeReadmeTest} looks after it. */
  private static final String CERTIFY = "## Certify your adapter";

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|text)\\n(.*?)^```$");
  private static final Pattern TAGGED =
      Pattern.compile("(?ms)^ *// tag::([a-z]+)\\[\\]\\n(.*?)^ *// end::\\1\\[\\]$");

  private static List<String> blocks(String kind) throws IOException {
    String readme = Files.readString(README);
    Matcher matcher = BLOCK.matcher(readme.substring(0, readme.indexOf(CERTIFY)));
    return matcher.results().filter(it -> it.group(1).equals(kind)).map(it -> it.group(2)).toList();
  }

  private static List<String> snippets() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(it -> it.toString().endsWith(".java"))
          .map(ReadmeTest::read)
          .flatMap(it -> TAGGED.matcher(it).results())
          .map(it -> it.group(2).stripTrailing().stripIndent() + "\n")
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyBlockOfCode_isPartOfATest() throws IOException {
    assertThat(blocks("java")).isNotEmpty();
    assertThat(snippets()).containsAll(blocks("java"));
  }

  @Test
  void failureThatIsShown_isHowItLooks() throws IOException {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(stagingAndProduction().workers(1));
    kit.faults().on(restarts()).nth(1).failBefore("out of memory");
    RecordedOperation swap = kit.swap(SHOP, STAGING);
    Throwable failure = catchThrowable(() -> assertThat(swap).completed());

    assertThat(blocks("text"))
        .singleElement()
        .isEqualTo(String.valueOf(failure.getMessage()).strip() + "\n");
  }
}
