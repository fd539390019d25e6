package io.slots.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.StandardSystemProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A seed gives the same world in every JVM. Each JVM iterates over sets and maps in an order of its
 * own, and gives objects other hash codes: nothing of that may show.
 */
class SameTraceTest {
  @Test
  @DisplayName("the same seed gives the same world in every JVM, byte for byte")
  void sameSeed_sameTraceInEveryJvm() throws IOException, InterruptedException {
    String here = TraceProgram.traces();

    assertThat(inAnotherJvm("-XX:hashCode=0")).isEqualTo(here);
    assertThat(inAnotherJvm("-XX:hashCode=2")).isEqualTo(here);
    assertThat(here.lines()).hasSizeGreaterThan(1_000 * TraceProgram.SEEDS);
  }

  /**
   * @param hashCodes from where objects without a hash code of their own get one: 0 draws them by
   *     chance, 2 gives the same to all; usually each thread counts
   */
  private static String inAnotherJvm(String hashCodes) throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                List.of(
                    Path.of(StandardSystemProperty.JAVA_HOME.value(), "bin", "java").toString(),
                    "-XX:+UnlockExperimentalVMOptions",
                    hashCodes,
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                    "-Dorg.slf4j.simpleLogger.logFile=System.err",
                    "-classpath",
                    StandardSystemProperty.JAVA_CLASS_PATH.value(),
                    TraceProgram.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(jvm.waitFor()).as("exit code").isZero();
      return said;
    } finally {
      jvm.destroyForcibly();
    }
  }
}
