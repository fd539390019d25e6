package io.slots.testkit.conformance.planted;

import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.ConformanceRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests of the kit and the faults that they find, as they stand in {@code CONFORMANCE.md}. */
final class ConformanceDocument {
  private static final String HEAD =
      """
      # What the conformance kit tests, and what tests it

      Written by `ConformanceDocumentTest`, with `-Dconformance.write=true`; the kit's users start in [`README.md`](README.md).

      For each SPI there are two tables. The first lists its tests: the rule that each is about, how much depends on it, and what it
      expects. The second lists adapters that are broken on purpose, each in one way. Each fails exactly the tests that stand beside it:
      the first of them names the fault, the others meet it on their way. One that fails none is not broken: it says truly that it does
      not support something. Every test is failed by some fault.
      """;

  private ConformanceDocument() {}

  static String text() {
    return PlantedSpi.all().stream()
        .map(ConformanceDocument::section)
        .collect(Collectors.joining("\n", HEAD + "\n" + summary() + "\n", ""));
  }

  private static String summary() {
    String rows =
        PlantedSpi.all().stream()
            .map(spi -> "| %s | %d | %d |\n".formatted(spi.name(), spi.rules().size(), broken(spi)))
            .collect(Collectors.joining());
    int tests = PlantedSpi.all().stream().mapToInt(it -> it.rules().size()).sum();
    long faults = PlantedSpi.all().stream().mapToLong(ConformanceDocument::broken).sum();
    return "| SPI | tests | broken adapters |\n|---|---|---|\n"
        + rows
        + "| all | %d | %d |\n".formatted(tests, faults);
  }

  private static long broken(PlantedSpi spi) {
    return spi.faults().stream().filter(it -> !it.caughtBy().isEmpty()).count();
  }

  private static String section(PlantedSpi spi) {
    String tests = spi.rules().stream().map(ConformanceDocument::row).collect(Collectors.joining());
    String faults =
        spi.faults().stream().skip(1).map(ConformanceDocument::row).collect(Collectors.joining());
    return "## "
        + spi.name()
        + "\n\n| rule | test | level | what is expected |\n|---|---|---|---|\n"
        + tests
        + "\n| an adapter that … | is caught by | and fails on the way |\n|---|---|---|\n"
        + faults;
  }

  private static String row(ConformanceRule rule) {
    String otherwise =
        rule.needs()
            .map(Capability::otherwise)
            .map(it -> " (not supported: " + it + ")")
            .orElse("");
    return "| %s | `%s` | %s | %s |\n"
        .formatted(
            rule.rule(),
            rule.test(),
            rule.level().name().toLowerCase(Locale.ROOT),
            rule.text() + otherwise);
  }

  private static String row(Fault fault) {
    List<String> tests = fault.caughtBy();
    String first = tests.isEmpty() ? "none, as it should be" : "`" + tests.get(0) + "`";
    Stream<String> others = tests.stream().skip(1).map(it -> "`" + it + "`");
    return "| %s | %s | %s |\n"
        .formatted(fault.text(), first, others.collect(Collectors.joining(", ")));
  }
}
