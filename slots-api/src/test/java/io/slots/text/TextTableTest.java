package io.slots.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {
  private static String text(TextTable table, int width) {
    return String.join("\n", table.lines(width)) + "\n";
  }

  @Test
  void lines_areAligned_whateverTheScript() {
    TextTable table =
        TextTable.of("", "name", "value")
            .row("*", "plain", 1)
            .row("", "größe", "\u0301x")
            .row("+", "名前", "日本")
            .row("", "🚀", "")
            .row("", "", "last");

    assertThat(text(table, 80))
        .isEqualTo(
            """
               name   value
               -----  -----
            *  plain  1
               größe  \u0301x
            +  名前   日本
               🚀
                      last
            """);
  }

  @Test
  void lines_withoutTitles_haveNoHead() {
    assertThat(text(TextTable.of("", "").row("a", "b").row("ccc", "d"), 80))
        .isEqualTo(
            """
            a    b
            ccc  d
            """);
    assertThat(TextTable.of("", "").lines(80)).isEmpty();
    assertThat(text(TextTable.of("a", "b"), 80)).isEqualTo("a  b\n-  -\n");
  }

  @Test
  void lines_tooWide_letTheWidestColumnGiveWay() {
    TextTable table =
        TextTable.of("name", "why")
            .row("short", "it is not there")
            .row("WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS", "no")
            .row("x".repeat(40), "yes");

    assertThat(text(table, 40))
        .isEqualTo(
            """
            name                     why
            -----------------------  ---------------
            short                    it is not there
            WEBSITE_OVERRIDE_        no
              PRESERVE_DEFAULT_
              STICKY_SLOT_SETTINGS
            xxxxxxxxxxxxxxxxxxxxxxx  yes
              xxxxxxxxxxxxxxxxx
            """);
  }

  @Test
  void lines_farTooWide_areReadableAllTheSame() {
    assertThat(text(TextTable.of("one", "two").row("a".repeat(12), "b".repeat(12)), 5))
        .isEqualTo(
            """
            one         two
            ----------  ----------
            aaaaaaaaaa  bbbbbbbbbb
              aa          bb
            """);
  }

  @Test
  void note_spansAllColumnsButTheFirst() {
    TextTable table =
        TextTable.of("when", "what", "id")
            .row("12:00", "swap", 7)
            .note("why: shop-v2-1 answered with status 500")
            .row("11:00", "deploy", 6);

    assertThat(text(table, 30))
        .isEqualTo(
            """
            when   what    id
            -----  ------  --
            12:00  swap    7
                   why: shop-v2-1 answered
                     with status 500
            11:00  deploy  6
            """);
  }

  @Test
  void row_ofIllegibleText_staysOnItsLine() {
    assertThat(text(TextTable.of("", "").row("a\nb", "\u001b[31m").note("\r"), 80))
        .isEqualTo(
            """
            a\\nb  \\u{001B}[31m
                  \\r
            """);
  }

  @Test
  void row_ofAnotherLength_isAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextTable.of("a", "b").row("only one"))
        .withMessage("1 cells for 2 columns");
  }
}
