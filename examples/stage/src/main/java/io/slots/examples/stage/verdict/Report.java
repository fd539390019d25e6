package io.slots.examples.stage.verdict;

import io.slots.operation.EndedOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said at the end.
 *
 * @param phases the phases of the run
 * @param exchanges the requests, judged
 * @param operations the operations that had requests to endure
 */
public record Report(List<Phase> phases, List<Judged> exchanges, List<EndedOperation> operations) {
  private static final int FAULTS_SHOWN = 5;

  /** Copies the lists. */
  public Report {
    phases = List.copyOf(phases);
    exchanges = List.copyOf(exchanges);
    operations = List.copyOf(operations);
  }

  /** Says whether nothing failed and nothing was answered wrongly, and that there was something. */
  public boolean isClean() {
    return !exchanges.isEmpty() && exchanges.stream().allMatch(it -> it.fault().isEmpty());
  }

  /** Returns the tables, with each step of each operation, and what was wrong. */
  public String text() {
    return text(Tables.steps(operations));
  }

  /** Returns the tables, with a row for each operation, and what was wrong. */
  public String shortText() {
    return text(Tables.operations(operations));
  }

  /** Returns the tables of the requests alone, and what was wrong. */
  public String requestsText() {
    return text("");
  }

  private String text(String ofOperations) {
    Tables tables = new Tables(phases, exchanges);
    StringBuilder text = new StringBuilder();
    text.append(tables.phases()).append('\n');
    text.append(tables.versions()).append('\n');
    text.append(ofOperations);
    faults().ifPresent(faults -> text.append('\n').append(faults));
    return text.toString();
  }

  private Optional<String> faults() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Judged judged : exchanges) {
      judged.fault().ifPresent(fault -> counts.merge(fault, 1, Integer::sum));
    }
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(List.of("What was wrong:"));
    counts.entrySet().stream()
        .limit(FAULTS_SHOWN)
        .forEach(entry -> lines.add("  " + entry.getValue() + " times: " + entry.getKey()));
    if (counts.size() > FAULTS_SHOWN) {
      lines.add("  and " + (counts.size() - FAULTS_SHOWN) + " other faults");
    }
    return Optional.of(String.join("\n", lines) + "\n");
  }

  /** Returns the one sentence that matters. */
  public String verdict() {
    Tally all = Tally.of(exchanges);
    if (exchanges.isEmpty()) {
      return "No request was sent.";
    }
    return String.format(
        Locale.ROOT,
        "%s %,d requests were sent; %,d failed, %,d were answered by the wrong content.",
        isClean() ? "All well:" : "NOT well:",
        all.sent(),
        all.failed(),
        all.wrong());
  }
}
