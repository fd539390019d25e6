package io.slots.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final SimulationOptions OPTIONS =
      SimulationOptions.builder()
          .length(Duration.ofHours(3))
          .troubleEvery(Duration.ofSeconds(1))
          .build();

  @Test
  void write_isInOrder_withinTheLength_andTheSameForTheSameSeed() {
    Script script = Script.write(5, OPTIONS);

    assertThat(script.lines())
        .isSortedAccordingTo(Comparator.comparing(Script.Line::at))
        .allMatch(it -> it.at().compareTo(OPTIONS.length()) < 0)
        .isEqualTo(Script.write(5, OPTIONS).lines())
        .isNotEqualTo(Script.write(6, OPTIONS).lines());
  }

  @Test
  void write_drawsEveryWishAndEveryKindOfTrouble() {
    Set<String> kinds =
        Script.write(5, OPTIONS).lines().stream()
            .map(it -> it.happening().kind())
            .collect(ImmutableSet.toImmutableSet());

    for (Wish wish : Wish.values()) {
      assertThat(kinds).contains(wish.toString());
    }
    for (Weather.Mode mode : Weather.Mode.values()) {
      assertThat(kinds).anyMatch(it -> it.endsWith(" " + mode));
    }
    assertThat(kinds)
        .contains(
            "engine dies",
            "driver dies at call",
            "engine stands still",
            "clock jumps",
            "instance dies",
            "store is away",
            "store is slow",
            "write: fail after and overtaken");
  }

  @Test
  void only_keepsNumbers() {
    Script some = Script.write(5, OPTIONS).only(Set.of(2, 9));

    assertThat(some.numbers()).containsExactly(2, 9);
    assertThat(some.without(Set.of(2)).numbers()).containsExactly(9);
  }

  @Test
  void options_outOfRange_areRefused() {
    assertThatThrownBy(() -> SimulationOptions.builder().apps(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apps: 1 to 1,000");
    assertThatThrownBy(() -> SimulationOptions.builder().length(Duration.ZERO).build())
        .hasMessageContaining("length");
  }
}
