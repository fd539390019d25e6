package io.slots.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdsTest {
  @Test
  @DisplayName("S2.4 an operation's instances are numbered through, whatever they run")
  void next_numbersThrough() {
    InstanceIds ids = new InstanceIds(AppName.of("Shop"), OperationId.of("op-3"));

    assertThat(ids.next(Content.of("v1"), 2))
        .containsExactly(InstanceId.of("shop-v1-op-3-1"), InstanceId.of("shop-v1-op-3-2"));
    assertThat(ids.next(Content.of("v2"), 1)).containsExactly(InstanceId.of("shop-v2-op-3-3"));
    assertThat(ids.next(Content.of("v2"), 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0+build 7",
        ".hidden",
        "Ünïcode",
        "feature/x:y",
        "a-very-long-version-name-2026"
      })
  @DisplayName("any version makes an id that is allowed")
  void next_oddVersion_isAllowed(String version) {
    Content content = Content.builder().id(ContentId.of("odd")).version(version).build();
    OperationId longest = OperationId.of("123e4567-e89b-12d3-a456-426614174000");

    List<InstanceId> made = new InstanceIds(AppName.of("a".repeat(60)), longest).next(content, 1);

    assertThat(made).singleElement().extracting(InstanceId::value).asString().endsWith("-1");
  }

  @Test
  @DisplayName("S1.3 what may not stand in an id is replaced, and long parts are cut")
  void next_oddOrLongVersion_isAdapted() {
    String longest = "1234567890123456789012345";

    assertThat(next("V3_ä/1.0")).isEqualTo(InstanceId.of("shop-v3---1.0-op-3-1"));
    assertThat(next(".v3")).isEqualTo(InstanceId.of("shop--v3-op-3-1"));
    assertThat(next(longest)).isEqualTo(InstanceId.of("shop-" + longest + "-op-3-1"));
    assertThat(next(longest + "6")).isEqualTo(InstanceId.of("shop-" + longest + "-op-3-1"));
  }

  private static InstanceId next(String version) {
    return new InstanceIds(AppName.of("Shop"), OperationId.of("op-3"))
        .next(Content.of(version), 1)
        .get(0);
  }
}
