package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"production", "Production", "PRODUCTION", "pRoDuCtIoN"})
  @DisplayName("S1.1 production is the production slot in any letter case")
  void slotName_productionInAnyCase_isProduction(String spelling) {
    assertThat(SlotName.of(spelling)).isSameAs(SlotName.PRODUCTION);
    assertThat(SlotName.of(spelling).isProduction()).isTrue();
    assertThat(SlotName.of(spelling)).hasToString("production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "A9", "a-b", "9-9", "a--b", "productions", "staging-2"})
  @DisplayName("S1.2 names have 2 characters or more of a-z A-Z 0-9 -, no hyphen at the ends")
  void names_wellFormed_areTaken(String spelling) {
    assertThat(SlotName.of(spelling)).hasToString(spelling);
    assertThat(SlotName.of(spelling).isProduction()).isFalse();
    assertThat(AppName.of(spelling)).hasToString(spelling);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "-", "-a", "a-", "--", "a_b", "a.b", "a b", "ab ", " ab", "äb", "ab\n"})
  @DisplayName("S1.2 other names are refused, with the name and what would be accepted")
  void names_malformed_areRefused(String spelling) {
    assertThat(refusal(1, 2, () -> SlotName.of(spelling)).problem())
        .isEqualTo("\"" + spelling + "\" is not a slot name");
    assertThat(refusal(1, 2, () -> SlotName.of(spelling)).accepted())
        .isEqualTo("a name has 2 to 59 of a-z A-Z 0-9 -, and no hyphen at its ends");
    assertThat(refusal(1, 2, () -> AppName.of(spelling)).problem())
        .isEqualTo("\"" + spelling + "\" is not an app name");
    assertThat(refusal(1, 2, () -> AppName.of(spelling)).accepted()).contains("2 to 60");
  }

  @Test
  @DisplayName("S1.2 slot names have 59 characters at most, app names 60")
  void names_atTheirLongest_areTakenAndNoLonger() {
    assertThat(SlotName.of("s".repeat(59)).spelling()).hasSize(59);
    refusal(1, 2, () -> SlotName.of("s".repeat(60)));
    assertThat(AppName.of("a".repeat(60)).spelling()).hasSize(60);
    refusal(1, 2, () -> AppName.of("a".repeat(61)));
  }

  @Test
  @DisplayName("S1.2 names compare without regard to case, and keep their spelling")
  void names_inOtherCase_areEqualAndKeepTheirSpelling() {
    assertThat(SlotName.of("Staging"))
        .isEqualTo(SlotName.of("sTAGING"))
        .hasSameHashCodeAs(SlotName.of("sTAGING"))
        .isEqualByComparingTo(SlotName.of("staging"))
        .hasToString("Staging");
    assertThat(SlotName.of("Staging").folded()).isEqualTo("staging");
    assertThat(AppName.of("Shop"))
        .isEqualTo(AppName.of("SHOP"))
        .hasSameHashCodeAs(AppName.of("SHOP"))
        .isEqualByComparingTo(AppName.of("shop"))
        .hasToString("Shop");
    assertThat(AppName.of("Shop").folded()).isEqualTo("shop");
  }

  @Test
  void names_sorted_areInTheOrderOfTheirLowerCase() {
    assertThat(List.of(SlotName.of("bb"), SlotName.of("AA"), SlotName.of("Cc")))
        .satisfies(
            it ->
                assertThat(it.stream().sorted())
                    .map(SlotName::spelling)
                    .containsExactly("AA", "bb", "Cc"));
    assertThat(List.of(AppName.of("bb"), AppName.of("AA"), AppName.of("Cc")))
        .satisfies(
            it ->
                assertThat(it.stream().sorted())
                    .map(AppName::spelling)
                    .containsExactly("AA", "bb", "Cc"));
  }
}
