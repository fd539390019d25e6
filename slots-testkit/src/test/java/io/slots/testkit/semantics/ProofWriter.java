package io.slots.testkit.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the rules anew with the proofs that the tests name: each at the end of its rule, in the
 * place of what stands there.
 */
final class ProofWriter {
  private final SemanticsCheck check;
  private final List<String> lines = new ArrayList<>();
  private Optional<RuleNumber> rule = Optional.empty();

  private ProofWriter(SemanticsCheck check) {
    this.check = check;
  }

  static String rewrite(String markdown, SemanticsCheck check) {
    ProofWriter writer = new ProofWriter(check);
    boolean inProof = false;
    for (String line : markdown.split("\n", -1)) {
      if (line.startsWith("#")) {
        writer.endRule();
        writer.rule = RuleNumber.leading(line.replaceFirst("^#+ *", "")).stream().findFirst();
      }
      inProof = line.startsWith(SemanticsDocument.PROOF) || inProof && !line.isBlank();
      if (!inProof) {
        writer.lines.add(line);
      }
    }
    writer.endRule();
    return String.join("\n", writer.lines);
  }

  /** One blank line stands before the next heading. */
  private void endRule() {
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    rule.flatMap(check::proof)
        .ifPresent(
            proof -> {
              lines.add("");
              lines.add(proof);
            });
    if (!lines.isEmpty()) {
      lines.add("");
    }
  }
}
