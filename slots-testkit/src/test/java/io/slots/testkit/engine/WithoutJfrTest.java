package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library works in a runtime without Flight Recorder, of which this is a likeness. */
@Timeout(120)
class WithoutJfrTest {
  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
    command.add(WithoutJfr.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said;
    }
  }

  @Test
  @DisplayName(
      "without the module jdk.jfr swaps work, and asking for a recorder says what is missing")
  void withoutJfr_swapsWork() throws IOException, InterruptedException {
    assertThat(run("--limit-modules", "java.base,java.logging,java.net.http,jdk.unsupported"))
        .contains("swap: completed", "no recorder: there is no module jdk.jfr in this runtime");
  }

  @Test
  @DisplayName("with it there is a recorder")
  void withJfr_thereIsARecorder() throws IOException, InterruptedException {
    assertThat(run()).contains("swap: completed", "recorder: true");
  }
}
