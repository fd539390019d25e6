package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Answers.beginAny;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.spi.Fenced;

/** What is asked of every part that is told which engine is in charge. */
final class FenceChecks {
  private FenceChecks() {}

  static void olderFails(Conformance test, Fenced part) {
    Answers answers = Answers.of(test);
    answers.get(beginAny(() -> part.fence(SHOP, call(7))));
    answers.get(beginAny(() -> part.fence(SHOP, call(7, 2))));
    if (test.unsupported().contains(Capability.FENCING)) {
      answers.get(beginAny(() -> part.fence(SHOP, call(6))));
      return;
    }
    assertThat(answers.failed(beginAny(() -> part.fence(SHOP, call(6))), "it is too late"))
        .isNotNull();
    answers.get(beginAny(() -> part.fence(SHOP, call(8))));
    assertThat(answers.failed(beginAny(() -> part.fence(SHOP, call(7, 3))), "it is too late"))
        .isNotNull();
  }
}
