package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-05-04T09:00:00Z, 2026-05-04T09:00:00Z, 2026-05-04T09:00:00.000Z",
    "2026-05-04T09:00:00.123456789Z, 2026-05-04T09:00:00Z, 2026-05-04T09:00:00.123Z",
    "2026-05-04T09:00:59.999999999Z, 2026-05-04T09:00:59Z, 2026-05-04T09:00:59.999Z"
  })
  void texts_areEquallyLong(Instant instant, String seconds, String millis) {
    assertThat(Instants.seconds(instant)).isEqualTo(seconds);
    assertThat(Instants.millis(instant)).isEqualTo(millis);
  }
}
