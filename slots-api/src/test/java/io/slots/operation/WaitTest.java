package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.InstanceId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WaitTest {
  @Test
  @DisplayName("S8.2 printed, a wait is a sentence")
  void toString_isASentence() {
    Wait wait =
        new Wait(
            OperationId.of("op-7"),
            Optional.of(InstanceId.of("web-1")),
            "web-1 to be available",
            Instant.EPOCH,
            Optional.of(Instant.EPOCH.plusSeconds(60)),
            "cancel it, if it is not to wait");

    assertThat(wait)
        .hasToString(
            "operation op-7 waits for web-1 to be available (web-1) since 1970-01-01T00:00:00Z,"
                + " until 1970-01-01T00:01:00Z; cancel it, if it is not to wait");
  }
}
