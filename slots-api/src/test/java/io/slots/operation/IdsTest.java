package io.slots.operation;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a_b", "a.b", "ä", "a\n"})
  @DisplayName("S8.1 an operation id is 1 to 64 of a-z A-Z 0-9 -")
  void operationId_malformed_isRefused(String value) {
    assertThat(refusal(8, 1, () -> OperationId.of(value)).problem())
        .isEqualTo("\"" + value + "\" is not an operation id");
  }

  @Test
  @DisplayName("S8.1 an operation id of 64 characters is taken, and none longer")
  void operationId_atItsLongest_isTaken() {
    assertThat(OperationId.of("aZ09-")).hasToString("aZ09-").isEqualTo(OperationId.of("aZ09-"));
    assertThat(OperationId.of("a".repeat(64)).value()).hasSize(64);
    refusal(8, 1, () -> OperationId.of("a".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\n", "\u0000", "a\u007f"})
  @DisplayName("S8.3 a request id is 1 to 128 printable characters")
  void requestId_malformed_isRefused(String value) {
    assertThat(refusal(8, 3, () -> RequestId.of(value)).problem())
        .isEqualTo("\"" + value + "\" is not a request id");
  }

  @Test
  @DisplayName("S8.3 a request id of 128 characters is taken, and none longer")
  void requestId_atItsLongest_isTaken() {
    assertThat(RequestId.of("deploy #7, ä")).hasToString("deploy #7, ä");
    assertThat(RequestId.of("r".repeat(128)).value()).hasSize(128);
    refusal(8, 3, () -> RequestId.of("r".repeat(129)));
  }
}
