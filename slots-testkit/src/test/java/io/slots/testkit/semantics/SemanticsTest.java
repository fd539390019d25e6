package io.slots.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code SEMANTICS.md} and the code name the same rules, and each rule links the tests that prove
 * it. Whatever fails here says what to write; {@code mvn -pl slots-testkit -am test
 * -Dtest=SemanticsTest -Dsurefire.failIfNoSpecifiedTests=false -Dsemantics.write=true} writes the
 * proofs.
 */
class SemanticsTest {
  private static final String WRITE = "semantics.write";
  private static final SemanticsCheck CHECK = check();

  private static SemanticsCheck check() {
    Repository repository = Repository.find();
    if (Boolean.getBoolean(WRITE)) {
      repository.writeProofs();
    }
    return repository.check();
  }

  @Test
  void rules_areNumberedWithoutAGap() {
    assertNone(CHECK.ofNumbers());
  }

  @Test
  void rules_linkTheirProofs() {
    assertNone(CHECK.ofProofs());
  }

  @Test
  void testsAndRefusals_nameRulesThatThereAre() {
    assertNone(CHECK.ofMentions());
  }

  /** A check that reads nothing finds nothing wrong. */
  @Test
  void check_readsBoth() {
    assertThat(CHECK.document().numbers()).hasSizeGreaterThan(50);
    assertThat(CHECK.sources()).anyMatch(it -> !it.proven().isEmpty());
    assertThat(CHECK.sources())
        .anyMatch(it -> it.path().contains("/src/main/") && !it.mentions().isEmpty());
  }

  private static void assertNone(List<String> problems) {
    assertThat(problems)
        .withFailMessage(
            () ->
                "\n\n"
                    + String.join("\n\n", problems)
                    + "\n\nRun this test with -D"
                    + WRITE
                    + "=true to have the proofs written.\n")
        .isEmpty();
  }
}
