package io.slots.testkit.assertion;

import org.assertj.core.api.AbstractAssert;

/**
 * An assertion that shows, if it fails, what was expected of what, what was found, and evidence.
 *
 * @param <S> the assertion
 * @param <A> what it is about
 */
abstract class Evidenced<S extends Evidenced<S, A>, A> extends AbstractAssert<S, A> {
  Evidenced(A actual, Class<S> type) {
    super(actual, type);
  }

  /** What it is about, for people: {@code swap staging into production of shop (op-3)}. */
  abstract String subject();

  /** What helps to understand a failure: a table, with the end of its last line. */
  abstract String evidence();

  /** Fails unless that is so. */
  S check(boolean isSo, String expected, String found) {
    isNotNull();
    if (!isSo) {
      failWithMessage(
          "%s",
          "\nExpecting "
              + subject()
              + "\nto have "
              + expected
              + "\nbut "
              + found
              + "\n\n"
              + evidence());
    }
    return myself;
  }
}
