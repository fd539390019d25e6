package io.slots;

import org.immutables.value.Value;

/**
 * The number of a rule of the slot semantics, such as S4.8. A refusal names the rule that refuses,
 * a test names the rule that it proves.
 */
@Value.Immutable
public abstract class Rule {
  Rule() {}

  /** The chapter: the 4 of S4.8. */
  @Value.Parameter
  public abstract int chapter();

  /** The rule in its chapter: the 8 of S4.8. */
  @Value.Parameter
  public abstract int number();

  /** Returns the rule {@code S<chapter>.<number>}. */
  public static Rule of(int chapter, int number) {
    return ImmutableRule.of(chapter, number);
  }

  /** Returns the rule's number as it is written: {@code S4.8}. */
  @Override
  public final String toString() {
    return "S" + chapter() + "." + number();
  }
}
