package io.slots.operation;

import io.slots.text.Durations;
import io.slots.text.Instants;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.stream.Collectors;

/** Draws an {@link OperationHistory} as plain text: a line for each operation, and why. */
final class HistoryTable {
  private final OperationHistory history;

  HistoryTable(OperationHistory history) {
    this.history = history;
  }

  String text() {
    Page page = new Page();
    page.section("History of " + history.app() + ", newest first");
    if (history.isEmpty()) {
      return page.line("nothing has ended yet").toString();
    }
    TextTable table = TextTable.of("started", "operation", "ended", "took", "id");
    history.forEach(it -> add(it, table));
    return page.table(table).toString();
  }

  private static void add(EndedOperation operation, TextTable table) {
    table.row(
        Instants.seconds(operation.startedAt()),
        operation.description(),
        operation.ending(),
        Durations.rounded(operation.took()),
        operation.id());
    operation.reason().ifPresent(reason -> table.note("why: " + reason));
    if (!operation.degraded().isEmpty()) {
      table.note("degraded: " + degraded(operation));
    }
  }

  static String degraded(EndedOperation operation) {
    return operation.degraded().stream()
        .sorted()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}
