package io.slots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final Refusal REFUSAL =
      Refusal.of(Rule.of(4, 8), "slot \"staging\" has no content", "deploy to it first");

  @Test
  void rule_toString_isItsNumber() {
    assertThat(Rule.of(4, 11)).hasToString("S4.11");
    assertThat(Rule.of(4, 11).chapter()).isEqualTo(4);
    assertThat(Rule.of(4, 11).number()).isEqualTo(11);
  }

  @Test
  void rule_sameNumber_isEqual() {
    assertThat(Rule.of(4, 8)).isEqualTo(Rule.of(4, 8)).isNotEqualTo(Rule.of(8, 4));
  }

  @Test
  void sentence_namesRuleProblemAndWhatIsAccepted() {
    assertThat(REFUSAL.sentence())
        .isEqualTo("S4.8: slot \"staging\" has no content; deploy to it first");
  }

  @Test
  void exceptions_carryTheRefusalAndSpeakItsSentence() {
    assertThat(new RefusedException(REFUSAL))
        .hasMessage(REFUSAL.sentence())
        .extracting(RefusedException::refusal)
        .isEqualTo(REFUSAL);
    assertThat(new NotFoundException(Rule.of(4, 8), "no slot", "it has production"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("S4.8: no slot; it has production");
    assertThat(new LimitExceededException(Rule.of(2, 3), "too many", "fewer"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("S2.3: too many; fewer");
  }
}
