package io.slots.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The check itself, on rules and tests that do not fit. */
class SemanticsCheckTest {
  private static final String RULES =
      """
      # Rules

      - S9.9 is no rule here, for it is in no heading.

      ## S1 First

      Proof:
      [ATest](src/test/java/ATest.java)

      ### S1.1 One

      A rule, see [another](#s12-two).

      Proof:
      [ATest](src/test/java/ATest.java),
      [BTest](../other/src/test/java/BTest.java)

      ### S1.2 `Two`

      ## Proven in part

      - S1.1: half of it

      ## Not proven yet

      - S1.2: nobody knows how
      """;

  private static final JavaSource A =
      test("slots-api/src/test/java/ATest.java", "@Test @DisplayName(\"S1 S1.1 one\") void a() {}");
  private static final JavaSource B =
      test("other/src/test/java/BTest.java", "@Property @Label(\"S1.1: one\") void b() {}");

  private static JavaSource test(String path, String member) {
    return JavaSource.of(path, "class X { " + member + " }");
  }

  private static SemanticsCheck check(String rules, JavaSource... sources) {
    return new SemanticsCheck(SemanticsDocument.of(rules), "slots-api", List.of(sources));
  }

  @Test
  void all_fits() {
    SemanticsCheck check = check(RULES, A, B);

    assertThat(check.ofNumbers()).isEmpty();
    assertThat(check.ofProofs()).isEmpty();
    assertThat(check.ofMentions()).isEmpty();
  }

  @Test
  void proof_missing_isPrintedWhole() {
    JavaSource more =
        test("adapters/x/src/test/java/AaTest.java", "@Test @Label(\"S1.1\") void x() {}");

    assertThat(check(RULES, A, B, more).ofProofs())
        .containsExactly(
            """
            The proof of S1.1 is out of date:
            - it does not link AaTest, in which one does
            Write this under it instead:

            Proof:
            [ATest](src/test/java/ATest.java),
            [AaTest](../adapters/x/src/test/java/AaTest.java),
            [BTest](../other/src/test/java/BTest.java)""");
  }

  @Test
  void proof_ofAFileThatIsNotThere_isTold() {
    assertThat(check(RULES, A).ofProofs())
        .singleElement()
        .asString()
        .contains("it links other/src/test/java/BTest.java, which is no Java file")
        .endsWith("Proof:\n[ATest](src/test/java/ATest.java)");
  }

  @Test
  void proof_ofAFileWithoutSuchATest_isTold() {
    JavaSource other =
        test("other/src/test/java/BTest.java", "@Test @DisplayName(\"one, S1.1\") void b() {}");

    assertThat(check(RULES, A, other).ofProofs())
        .singleElement()
        .asString()
        .contains("it links other/src/test/java/BTest.java, in which no test begins with S1.1");
  }

  @Test
  void proof_writtenTwice_isTold() {
    String twice = RULES.replace("One\n", "One\n\nProof: [ATest](src/test/java/ATest.java)\n");

    assertThat(check(twice, A, B).ofProofs())
        .singleElement()
        .asString()
        .startsWith("The proof of S1.1 is out of date:\nWrite this");
  }

  @Test
  void rule_withoutProof_isTold() {
    assertThat(check(RULES.replace("- S1.2", "- so"), A, B).ofProofs())
        .singleElement()
        .asString()
        .startsWith("S1.2 has no proof: write a test");
    String linked = RULES.replace("`Two`\n", "Two\n\nProof: [ATest](src/test/java/ATest.java)\n");
    assertThat(check(linked, A, B).ofProofs())
        .singleElement()
        .asString()
        .endsWith("no test begins with S1.2\nWrite this under it instead:\n\nProof: none yet.");
  }

  @Test
  void proofs_written_areThoseThatTheTestsName() {
    String wrong =
        RULES
            .replace("Proof:\n[ATest](src/test/java/ATest.java)\n\n", "")
            .replace("BTest](../other", "CTest](../another");
    String written = ProofWriter.rewrite(wrong, check(wrong, A, B));

    assertThat(written)
        .isEqualTo(RULES.replace("### S1.2 `Two`\n", "### S1.2 `Two`\n\nProof: none yet.\n"));
    assertThat(ProofWriter.rewrite(written, check(written, A, B))).isEqualTo(written);
    assertThat(check(written, A, B).ofProofs()).isEmpty();
  }

  @Test
  void list_ofWhatIsNotProven_isTrue() {
    assertThat(check(RULES.replace("- S1.2", "- S1.1, S1.2"), A, B).ofProofs())
        .containsExactly(
            "S1.1 is listed under \"Not proven yet\", and ATest, BTest proves it: take it from the"
                + " list, or move it to \"Proven in part\"");
    assertThat(
            check(RULES.replace("- S1.1", "- S1.1 S1.2").replace("- S1.2", "-"), A, B).ofProofs())
        .containsExactly(
            "S1.2 is listed under \"Proven in part\", and nothing proves it: move it to the list"
                + " \"Not proven yet\"");
    assertThat(check(RULES.replace("- S1.2", "- S1.2 S1.7"), A, B).ofProofs())
        .containsExactly("\"Not proven yet\" lists S1.7, which is no rule: take it out");
  }

  @Test
  void numbers_withAGapOrTwice_areTold() {
    assertThat(check(RULES.replace("### S1.2", "### S1.3"), A, B).ofNumbers())
        .containsExactly("S1.3 stands after S1.1, where S1.2 should; number it so");
    assertThat(check(RULES.replace("### S1.2", "### S1.1"), A, B).ofNumbers()).hasSize(1);
    assertThat(check(RULES.replace("## S1 ", "## S2 "), A, B).ofNumbers()).hasSize(2);
  }

  @Test
  void mention_ofNoRule_isTold() {
    JavaSource named = test("ATest.java", "\n@Test @DisplayName(\"after S1.5\") void a() {}");
    JavaSource refused =
        test("src/main/java/A.java", "Object a = Rule.of(1, 2); Object b = io.Rule.of(1,\n 4);");

    assertThat(check(RULES, named).ofMentions())
        .containsExactly(
            "ATest.java:2: \"after S1.5\" names S1.5, which is no rule: name one of SEMANTICS.md,"
                + " or write it there");
    assertThat(check(RULES, refused).ofMentions())
        .singleElement()
        .asString()
        .startsWith("src/main/java/A.java:1: ")
        .contains("S1.4");
  }

  @Test
  void names_areReadWhereverTestsHaveThem() {
    assertThat(proven("@ParameterizedTest @DisplayName(\"S1.2, S3.4 \" + \"x\") void a() {}"))
        .containsExactly("S1.2", "S3.4");
    assertThat(proven("@Nested @DisplayName(\"S1.2 x\") class Y { @Test void a() {} }"))
        .containsExactly("S1.2");
    assertThat(proven("@Example @net.jqwik.api.Label(\"S1.2/S1.3\") void a() {}"))
        .containsExactly("S1.2", "S1.3");
    assertThat(proven("@Test @DisplayName(\"S1.2x no number\") void a() {}")).isEmpty();
    assertThat(proven("@Test @DisplayName(\"after S1.2\") void a() {}")).isEmpty();
    assertThat(proven("@DisplayName(\"S1.2 no test\") void a() {}")).isEmpty();
    assertThat(proven("@Test @Disabled @DisplayName(\"S1.2 x\") void a() {}")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proven("@Test @DisplayName(NAME) void a() {}"))
        .withMessageContaining("write @DisplayName(NAME) as a text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proven("@DisplayName is no Java"))
        .withMessageContaining("XTest.java");
  }

  private static List<String> proven(String member) {
    return test("XTest.java", member).proven().stream().sorted().map(RuleNumber::toString).toList();
  }
}
