package io.slots.testkit.conformance;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How an adapter did: a line for each test of its SPI, also for those that were not run.
 *
 * @param name the adapter's name
 * @param rows a row for each test
 */
public record ConformanceReport(String name, List<Row> rows) {
  /** Copies the list. */
  public ConformanceReport {
    rows = ImmutableList.copyOf(rows);
  }

  /** What came of a test. */
  public enum Result {
    /** It holds. */
    PASSED("passed"),
    /** It does not. */
    FAILED("**failed**"),
    /** The adapter says that it does not support this, and behaves as is documented then. */
    NOT_SUPPORTED("not supported"),
    /** It was left out of the run, switched off, or given up. */
    NOT_RUN("**not run**");

    private final String text;

    Result(String text) {
      this.text = text;
    }
  }

  /**
   * A test and what came of it.
   *
   * @param rule the test
   * @param result what came of it
   */
  public record Row(ConformanceRule rule, Result result) {}

  /** How many tests ended so. */
  public long count(Result result) {
    return rows.stream().filter(it -> it.result() == result).count();
  }

  /** Returns the report as Markdown: a heading, a table, and what is not supported. */
  public String toMarkdown() {
    String table =
        rows.stream()
            .map(
                it ->
                    "| %s | `%s` | %s | %s |%n"
                        .formatted(
                            it.rule().rule(),
                            it.rule().test(),
                            it.rule().level().name().toLowerCase(Locale.ROOT),
                            it.result().text))
            .collect(Collectors.joining());
    return "### Conformance of %s%n%n%s%n%n| rule | test | level | result |%n|---|---|---|---|%n%s%s"
        .formatted(name, summary(), table, notSupported());
  }

  private String summary() {
    return "%d passed, %d failed, %d not supported, %d not run."
        .formatted(
            count(Result.PASSED),
            count(Result.FAILED),
            count(Result.NOT_SUPPORTED),
            count(Result.NOT_RUN));
  }

  private String notSupported() {
    String list =
        rows.stream()
            .filter(it -> it.result() == Result.NOT_SUPPORTED)
            .flatMap(it -> it.rule().needs().stream())
            .distinct()
            .map(it -> "- not supported: %s; %s.%n".formatted(it.text(), it.otherwise()))
            .collect(Collectors.joining());
    return list.isEmpty() ? "" : "%n%s".formatted(list);
  }
}
