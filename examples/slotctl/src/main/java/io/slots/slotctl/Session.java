package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** What every command works with. */
final class Session {
  private final Connection connection;
  private final Terminal terminal;

  Session(Connection connection, Terminal terminal) {
    this.connection = connection;
    this.terminal = terminal;
  }

  Api api() {
    return connection.api();
  }

  Terminal terminal() {
    return terminal;
  }

  boolean isJson() {
    return connection.output() == Connection.Form.JSON;
  }

  /** Shows an answer: as it came, or as {@code table} makes it. */
  int show(JsonNode answer, Function<JsonNode, String> table) {
    if (isJson()) {
      terminal.out().println(answer.isMissingNode() ? "{}" : answer.toPrettyString());
    } else {
      terminal.out().println(Words.inLines(table.apply(answer)));
    }
    return ExitCodes.OK;
  }

  /** Tells of an operation that was begun; follows it to its end unless that is not wanted. */
  int begun(JsonNode operation, boolean wait) {
    if (!wait) {
      return show(operation, OperationText::line);
    }
    return new Watch(this).toTheEnd(operation);
  }
}
