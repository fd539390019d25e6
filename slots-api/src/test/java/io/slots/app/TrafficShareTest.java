package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficShareTest {
  private static final SlotName STAGING = SlotName.of("staging");

  @ParameterizedTest
  @CsvSource({
    "0, 0, staging 0 %", "-0.0, 0, staging 0 %", "0.1, 1, staging 0.1 %",
    "12.5, 125, staging 12.5 %", "33.3, 333, staging 33.3 %", "99.9, 999, staging 99.9 %",
    "10, 100, staging 10 %", "100, 1000, staging 100 %"
  })
  @DisplayName("S7.1 a share is 0 to 100 %, in tenths")
  void of_tenths_areTaken(double percent, int perMille, String text) {
    TrafficShare share = TrafficShare.of(STAGING, percent);

    assertThat(share.perMille()).isEqualTo(perMille);
    assertThat(share.slot()).isEqualTo(STAGING);
    assertThat(share).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        -0.1,
        -1,
        100.1,
        101,
        0.05,
        12.55,
        1e9,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  @DisplayName("S7.1 any other share is refused, and shown")
  void of_otherNumbers_areRefused(double percent) {
    var refusal = refusal(7, 1, () -> TrafficShare.of(STAGING, percent));

    assertThat(refusal.problem()).isEqualTo("a share of " + percent + " % for slot staging");
    assertThat(refusal.accepted()).isEqualTo("a share is 0 to 100 %, in tenths");
  }

  @Test
  @DisplayName("S7.1 production gets what is left over, and has no share of its own")
  void of_production_isRefused() {
    assertThat(refusal(7, 1, () -> TrafficShare.of(SlotName.PRODUCTION, 10)).accepted())
        .isEqualTo("production gets what is left over");
  }
}
