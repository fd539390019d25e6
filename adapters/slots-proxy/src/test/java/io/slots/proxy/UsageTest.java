package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.slots.app.AppName;
import io.slots.spi.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as it stands there but for the port, which may be taken. */
final class UsageTest {
  @Test
  void example_ofTheReadme_starts(@TempDir Path state) {
    // README
    try (EmbeddedProxy proxy =
        EmbeddedProxy.builder()
            .port(0)
            .directory(state) // what was in force outlives this process; without it, nothing does
            .start()) {
      use(proxy); // Slots.builder().router(proxy)….build()
    }
    // README
  }

  private static void use(Router router) {
    assertThat(router.inForce(AppName.of("shop")).toCompletableFuture().join()).isEmpty();
  }

  @Test
  void example_isThatOfTheReadme() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/slots/proxy/UsageTest.java"));
    List<String> parts = Splitter.on("    // README\n").splitToList(source);
    String example =
        parts
            .get(1)
            .lines()
            .map(line -> line.replaceFirst(" {4}", ""))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("README.md")))
        .contains(example.replace(".port(0)", ".port(8080)"));
  }
}
