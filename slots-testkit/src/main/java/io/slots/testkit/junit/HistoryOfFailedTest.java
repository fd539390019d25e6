package io.slots.testkit.junit;

import java.io.Serial;

/** Stands with the failure of a test, so that whatever shows that shows the calls of SPIs too. */
final class HistoryOfFailedTest extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  HistoryOfFailedTest(String table) {
    super("\n" + table, null, false, false);
  }
}
