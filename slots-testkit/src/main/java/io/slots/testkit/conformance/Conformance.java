package io.slots.testkit.conformance;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the conformance tests of all SPIs have in common. A test class implements the interface of
 * one SPI; JUnit makes an object of it for each test, which supplies a fresh adapter.
 *
 * <p>When all tests of a class have run, a {@link ConformanceReport} is printed and written to
 * {@code target/conformance/<name>.md}; the configuration parameters {@code
 * slots.conformance.directory} and {@code slots.conformance.print} (true or false) say otherwise.
 */
@ExtendWith(ConformanceReporter.class)
public interface Conformance {
  /** The name that the report bears; the test class's unless said otherwise. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** What the adapter does not support. Nothing, unless it says so. */
  default Set<Capability> unsupported() {
    return Set.of();
  }

  /** How long a test waits for what should happen at once, or soon. */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** How a test waits: in real time, unless the adapter lives in virtual time. */
  default Waiting waiting() {
    return Waiting.real(patience());
  }
}
