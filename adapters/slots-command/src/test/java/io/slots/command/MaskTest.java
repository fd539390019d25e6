package io.slots.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which forms values are hidden. */
final class MaskTest {
  private static final String VALUE = "a \"b\" 'c' $d `e` \\f/ü*~";

  @Test
  void settingsFile_asItIsWritten() {
    assertThat(masked("KEY=\"" + SettingsFiles.escaped(VALUE) + "\"", VALUE))
        .isEqualTo("KEY=\"***\"");
  }

  @Test
  void settingsFile_lineByLine() {
    String value = "pass \"1\"\n$second `line`";

    assertThat(masked("$ tail -n 1 one.env\n\\$second \\`line\\`\"", value))
        .isEqualTo("$ tail -n 1 one.env\n***\"");
    assertThat(masked("KEY=\"pass \\\"1\\\"", value)).isEqualTo("KEY=\"***");
  }

  @Test
  void shellThatTraces_betweenSingleQuotes() {
    assertThat(masked("+ login 'it'\\''s me'", "it's me")).isEqualTo("+ login '***'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a+%22b%22+%27c%27+%24d+%60e%60+%5Cf%2F%C3%BC*%7E", // a form
        "a%20%22b%22%20%27c%27%20%24d%20%60e%60%20%5Cf%2F%C3%BC*%7E",
        "a%20%22b%22%20%27c%27%20%24d%20%60e%60%20%5Cf%2F%C3%BC%2A~", // RFC 3986, as curl
      })
  void url_withEitherSpace(String encoded) {
    assertThat(masked("GET /?key=" + encoded + "&x=1", VALUE)).isEqualTo("GET /?key=***&x=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "me", "user:", "user:x"})
  void base64_withWhateverStandsAround(String before) {
    String secret = "swordfish>7391?";
    for (String after : List.of("", "\n", "; and more")) {
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String text = encoder.encodeToString((before + secret + after).getBytes(UTF_8));

        String masked = masked("Authorization: Basic " + text, secret);

        assertThat(masked).contains("***");
        assertThat(longestInCommon(masked.substring("Authorization: Basic ".length()), text))
            .as("what is left of %s in %s", text, masked)
            .isLessThanOrEqualTo(4 * groups(Math.max(before.length(), after.length())));
      }
    }
  }

  @Test
  void base64_onSeveralLines() {
    String secret = "0123456789".repeat(20);
    String text =
        Base64.getMimeEncoder(76, new byte[] {'\n'})
            .encodeToString((secret + "\n").getBytes(UTF_8));

    assertThat(masked("data: " + text, secret)).hasSizeLessThan("data: ***".length() + 6);
  }

  @Test
  void shortValue_isNotFoundInTheMidstOfABase64() {
    String text = Base64.getEncoder().encodeToString("user:no".getBytes(UTF_8));

    assertThat(masked(text, "no")).isEqualTo(text);
    assertThat(masked("no, bm8=", "no")).isEqualTo("***, ***");
  }

  @Test
  void mask_tellsNoValue() {
    assertThat(Mask.of(List.of("swordfish")).toString()).doesNotContain("swordfish");
  }

  private static String masked(String text, String value) {
    return Mask.of(List.of(value)).apply(text, 0);
  }

  private static int groups(int bytes) {
    return (bytes + 2) / 3;
  }

  private static int longestInCommon(String one, String other) {
    int longest = 0;
    for (int from = 0; from < one.length(); from++) {
      while (from + longest < one.length()
          && other.contains(one.substring(from, from + longest + 1))) {
        longest++;
      }
    }
    return longest;
  }
}
