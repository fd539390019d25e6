package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "GREETING, 8",
    "größe, 5",
    "gro\u0308ße, 5",
    "имя, 3",
    "名前, 4",
    "ﾅﾏｴ, 3",
    "ＡＢ, 4",
    "한국, 4",
    "\u1112\u1161\u11ab, 2",
    "🚀, 2",
    "✅ ok, 5",
    "a→b…, 4",
    "a\u200cb, 2",
    "a\u20dd, 1"
  })
  void of_countsColumnsAsATerminalDoes(String text, int columns) {
    assertThat(Width.of(text)).isEqualTo(columns);
  }

  @Test
  void fitting_takesWholeCharactersWithTheirMarks() {
    assertThat(Width.fitting("abc", 0, 2)).isEqualTo(2);
    assertThat(Width.fitting("abc", 1, 2)).isEqualTo(3);
    assertThat(Width.fitting("a名前", 0, 2)).isEqualTo(1);
    assertThat(Width.fitting("o\u0308o", 0, 1)).isEqualTo(2);
    assertThat(Width.fitting("🚀🚀", 0, 3)).isEqualTo(2);
    assertThat(Width.fitting("名", 0, 1)).isEqualTo(1);
    assertThat(Width.fitting("", 0, 1)).isZero();
  }
}
