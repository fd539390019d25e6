package io.slots;

import org.immutables.value.Value;

/**
 * Why a request is refused: the rule, what was given, what is wrong with it and what would be
 * accepted. A refusal comes before anything is touched.
 */
@Value.Immutable
public interface Refusal {
  /** The rule that refuses. */
  Rule rule();

  /** What is wrong, as a clause: {@code slot "staging" has no content}. */
  String problem();

  /** What would be accepted, as a clause: {@code deploy to it first}. */
  String accepted();

  /** Returns the refusal by {@code rule} for {@code problem}; {@code accepted} says what to do. */
  static Refusal of(Rule rule, String problem, String accepted) {
    return new Builder().rule(rule).problem(problem).accepted(accepted).build();
  }

  /** Returns the refusal as one sentence: rule, problem, what would be accepted. */
  default String sentence() {
    return rule() + ": " + problem() + "; " + accepted();
  }

  /** Builds a {@link Refusal}. */
  final class Builder extends ImmutableRefusal.Builder {
    Builder() {}
  }
}
