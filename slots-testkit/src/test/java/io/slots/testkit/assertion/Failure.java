package io.slots.testkit.assertion;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an assertion says that fails. */
final class Failure {
  private Failure() {}

  static String of(ThrowingCallable assertion) {
    AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
    return error == null ? "it did not fail" : String.valueOf(error.getMessage());
  }
}
