package io.slots.examples.promote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdTest {
  /** Of 300 clients with a share of 20 % each, 60 are led on average, with a deviation of 6.93. */
  @ParameterizedTest
  @CsvSource({"60, true", "30, true", "90, true", "25, false", "95, false", "0, false"})
  void isDrawnBy_aShareOfTwentyPercent_isSoWithinFiveDeviations(int led, boolean drawn) {
    assertThat(new Crowd(300, led, 0).isDrawnBy(0.2)).isEqualTo(drawn);
  }
}
