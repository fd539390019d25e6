package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void wrap_shortEnough_isOneLine() {
    assertThat(Wrapping.wrap("", 10)).containsExactly("");
    assertThat(Wrapping.wrap("0123456789", 10)).containsExactly("0123456789");
    assertThat(Wrapping.wrap("ab cd", 10)).containsExactly("ab cd");
  }

  @Test
  void wrap_spacesAtTheEnd_makeNoLine() {
    assertThat(Wrapping.wrap("0123456789   ", 10)).containsExactly("0123456789");
    assertThat(Wrapping.wrap(" ".repeat(30), 10)).containsExactly("");
  }

  @Test
  void wrap_sentence_breaksAtSpaces() {
    assertThat(Wrapping.wrap("the router did not confirm", 10))
        .containsExactly("the router", "  did not", "  confirm");
    assertThat(Wrapping.wrap("0123456789 0123456 89", 10))
        .containsExactly("0123456789", "  0123456", "  89");
    assertThat(Wrapping.wrap("the   router   did", 10)).containsExactly("the", "  router", "  did");
  }

  @Test
  void wrap_name_breaksAfterSeparators() {
    assertThat(Wrapping.wrap("WEBSITE_OVERRIDE_X", 10))
        .containsExactly("WEBSITE_", "  OVERRIDE", "  _X");
    assertThat(Wrapping.wrap("Server=x;Pass=y", 10)).containsExactly("Server=x;", "  Pass=y");
    assertThat(Wrapping.wrap("a_bcdefghijklmn", 10)).containsExactly("a_bcdefghi", "  jklmn");
  }

  @Test
  void wrap_nothingToBreakAt_breaksWhereTheLineIsFull() {
    assertThat(Wrapping.wrap("abcdefghijklmnopqrst", 10))
        .containsExactly("abcdefghij", "  klmnopqr", "  st");
    assertThat(Wrapping.wrap("名前名前名前", 10)).containsExactly("名前名前名", "  前");
    assertThat(Wrapping.wrap("o\u0308".repeat(12), 10))
        .containsExactly("o\u0308".repeat(10), "  " + "o\u0308".repeat(2));
  }
}
