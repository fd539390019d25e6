package io.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused, and reads why. */
public final class Refusals {
  private Refusals() {}

  /** Returns why {@code call} is refused: by that rule, with a message that tells it all. */
  public static Refusal refusal(int chapter, int number, ThrowingCallable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call);
    assertThat(refused).isNotNull();
    Refusal refusal = refused.refusal();
    assertThat(refusal.rule()).isEqualTo(Rule.of(chapter, number));
    assertThat(refusal.problem()).isNotBlank();
    assertThat(refusal.accepted()).isNotBlank();
    assertThat(refused)
        .hasMessage(
            "S" + chapter + "." + number + ": " + refusal.problem() + "; " + refusal.accepted());
    return refusal;
  }
}
