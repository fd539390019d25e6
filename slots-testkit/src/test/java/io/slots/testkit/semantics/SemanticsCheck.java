package io.slots.testkit.semantics;

import static io.slots.testkit.semantics.SemanticsDocument.PROOF;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What does not fit between the rules and the code, each with what to do about it.
 *
 * @param document the rules
 * @param folder the folder in which the rules lie, from the root of the repository
 * @param sources the Java files of the repository
 */
record SemanticsCheck(SemanticsDocument document, String folder, List<JavaSource> sources) {
  /** Chapters and rules are counted from one on, without a gap. */
  List<String> ofNumbers() {
    List<String> problems = new ArrayList<>();
    RuleNumber last = new RuleNumber(0, 0);
    for (RuleNumber number : document.numbers()) {
      RuleNumber expected =
          number.isChapter()
              ? new RuleNumber(last.chapter() + 1, 0)
              : new RuleNumber(last.chapter(), last.rule() + 1);
      if (!number.equals(expected)) {
        problems.add(
            number + " stands after " + last + ", where " + expected + " should; number it so");
      }
      last = number;
    }
    return problems;
  }

  /** Each rule has its proofs, or is listed as having none. */
  List<String> ofProofs() {
    List<String> problems = new ArrayList<>();
    document.numbers().forEach(number -> checkProofs(number, problems));
    for (String title : List.of(SemanticsDocument.NOT_PROVEN, SemanticsDocument.PROVEN_IN_PART)) {
      for (RuleNumber number : document.listed(title)) {
        if (!document.numbers().contains(number)) {
          problems.add("\"" + title + "\" lists " + number + ", which is no rule: take it out");
        }
      }
    }
    return problems;
  }

  private List<JavaSource> proofs(RuleNumber number) {
    return sources.stream()
        .filter(it -> it.proven().contains(number))
        .sorted(Comparator.comparing(JavaSource::simpleName).thenComparing(JavaSource::path))
        .toList();
  }

  /** What is to stand under a rule, as Markdown; a chapter that no test names has nothing. */
  Optional<String> proof(RuleNumber number) {
    List<JavaSource> proofs = proofs(number);
    if (proofs.isEmpty()) {
      return number.isChapter() ? Optional.empty() : Optional.of(PROOF + " none yet.");
    }
    return Optional.of(
        proofs.stream()
            .map(it -> "[" + it.simpleName() + "](" + link(it.path()) + ")")
            .collect(Collectors.joining(",\n", PROOF + "\n", "")));
  }

  private void checkProofs(RuleNumber number, List<String> problems) {
    List<JavaSource> proofs = proofs(number);
    List<String> linked = document.proofs(number).stream().map(this::target).toList();
    List<String> expected = proofs.stream().map(JavaSource::path).toList();
    boolean notProven = document.listed(SemanticsDocument.NOT_PROVEN).contains(number);
    if (notProven && !proofs.isEmpty()) {
      problems.add(
          number
              + " is listed under \"Not proven yet\", and "
              + names(proofs)
              + " proves it: take it from the list, or move it to \"Proven in part\"");
    }
    if (proofs.isEmpty() && document.listed(SemanticsDocument.PROVEN_IN_PART).contains(number)) {
      problems.add(
          number
              + " is listed under \"Proven in part\", and nothing proves it: move it to the list"
              + " \"Not proven yet\"");
    } else if (proofs.isEmpty() && !notProven && !number.isChapter()) {
      problems.add(
          number
              + " has no proof: write a test whose @DisplayName or @Label begins with \""
              + number
              + " \", or list the rule under \"Not proven yet\" and say why");
    }
    if (!Set.copyOf(linked).equals(Set.copyOf(expected)) || linked.size() != expected.size()) {
      problems.add(wrongProofs(number, linked, proofs));
    }
  }

  private String wrongProofs(RuleNumber number, List<String> linked, List<JavaSource> proofs) {
    List<String> lines = new ArrayList<>();
    lines.add("The proof of " + number + " is out of date:");
    Set<String> files = sources.stream().map(JavaSource::path).collect(Collectors.toSet());
    for (String path : linked) {
      if (!files.contains(path)) {
        lines.add("- it links " + path + ", which is no Java file of this repository");
      } else if (proofs.stream().noneMatch(it -> it.path().equals(path))) {
        lines.add("- it links " + path + ", in which no test begins with " + number);
      }
    }
    for (JavaSource proof : proofs) {
      if (!linked.contains(proof.path())) {
        lines.add("- it does not link " + proof.simpleName() + ", in which one does");
      }
    }
    lines.add(
        proof(number)
            .map(it -> "Write this under it instead:\n\n" + it)
            .orElse("Take its \"Proof:\" away."));
    return String.join("\n", lines);
  }

  private static String names(List<JavaSource> proofs) {
    return proofs.stream().map(JavaSource::simpleName).collect(Collectors.joining(", "));
  }

  private String target(String link) {
    return link.startsWith("../") ? link.substring("../".length()) : folder + "/" + link;
  }

  private String link(String path) {
    return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : "../" + path;
  }

  /** Tests name, and code refuses by, rules that there are. */
  List<String> ofMentions() {
    return sources.stream()
        .flatMap(
            source ->
                source.mentions().stream()
                    .filter(it -> !document.numbers().contains(it.number()))
                    .map(
                        it ->
                            source.path()
                                + ":"
                                + it.line()
                                + ": "
                                + it.text()
                                + " names "
                                + it.number()
                                + ", which is no rule: name one of SEMANTICS.md, or write it there"))
        .toList();
  }
}
