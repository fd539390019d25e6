package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "größe 名前 🚀 → …", "👩\u200d🚀", "می\u200cخواهم", "a\u00a0b"})
  void of_legibleText_isTheText(String text) {
    assertThat(Legible.of(text)).isSameAs(text);
  }

  @Test
  void of_whatBreaksTheLineOrMovesTheCursor_isEscaped() {
    assertThat(Legible.of("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
    assertThat(Legible.of("\u001b[2Jx\u0007\u0085")).isEqualTo("\\u{001B}[2Jx\\u{0007}\\u{0085}");
    assertThat(Legible.of("\u2028\u2029")).isEqualTo("\\u{2028}\\u{2029}");
  }

  @Test
  void of_whatIsInvisibleOrTurnsTheWriting_isEscaped() {
    assertThat(Legible.of("safe\u202egnp.exe")).isEqualTo("safe\\u{202E}gnp.exe");
    assertThat(Legible.of("a\u200bb\ufeff")).isEqualTo("a\\u{200B}b\\u{FEFF}");
    assertThat(Legible.of("\ud83d!")).isEqualTo("\\u{D83D}!");
    assertThat(Legible.of(Character.toString(0xE0041))).isEqualTo("\\u{E0041}");
  }
}
