package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.000000001S, less than 1 ms",
    "PT-0.000000001S, less than 1 ms",
    "PT0.001S, 1 ms",
    "PT0.999S, 999 ms",
    "PT1S, 1 s",
    "PT1.5S, 1.5 s",
    "PT1.234S, 1.234 s",
    "PT10S, 10 s",
    "PT1M, 1 min",
    "PT1M30S, 1 min 30 s",
    "PT1M0.25S, 1 min 0.25 s",
    "PT230S, 3 min 50 s",
    "PT30M, 30 min",
    "PT1H0M1S, 1 h 1 s",
    "P1DT2H3M4.005S, 1 d 2 h 3 min 4.005 s",
    "P30D, 30 d",
    "PT-1.5S, -1.5 s"
  })
  void exact_losesNoMillisecond(Duration duration, String text) {
    assertThat(Durations.exact(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.0004S, less than 1 ms",
    "PT0.012S, 12 ms",
    "PT0.999S, 999 ms",
    "PT1.26S, 1.3 s",
    "PT1.24S, 1.2 s",
    "PT2.034S, 2 s",
    "PT59.94S, 59.9 s",
    "PT59.95S, 1 min",
    "PT2M4.6S, 2 min 5 s",
    "PT59M59.5S, 1 h",
    "PT3H25M29S, 3 h 25 min",
    "P2DT1H30S, 2 d 1 h 1 min",
    "PT-1.26S, -1.3 s",
    "PT-0.012S, -12 ms"
  })
  void rounded_isAboutAsLong(Duration duration, String text) {
    assertThat(Durations.rounded(duration)).isEqualTo(text);
  }
}
