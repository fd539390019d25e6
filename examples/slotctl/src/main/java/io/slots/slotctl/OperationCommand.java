package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Operations. */
@Command(
    name = "operation",
    description = "What is under way, pauses or waits for its turn, and what for.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  slotctl operation list shop",
      "  slotctl operation show shop op-17 --watch",
      "  slotctl operation cancel shop op-17",
    })
final class OperationCommand {
  private final Session session;

  OperationCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Lists what has not ended.")
  int list(@Parameters(paramLabel = "APP") String app) {
    return session.show(
        session.api().get(Paths.of("apps", app, "operations")), OperationText::operations);
  }

  @Command(name = "show", description = "Tells of an operation, wherever it stands.")
  int show(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "OPERATION") String id,
      @Option(names = "--watch", description = "Waits for its end.") boolean watch) {
    JsonNode operation = session.api().get(Paths.of("apps", app, "operations", id));
    return watch
        ? session.begun(operation, true)
        : session.show(operation, OperationText::operation);
  }

  @Command(name = "cancel", description = "Turns it back, or takes it out of the queue.")
  int cancel(
      @Parameters(paramLabel = "APP") String app, @Parameters(paramLabel = "OPERATION") String id) {
    JsonNode answer = session.api().post(Paths.of("apps", app, "operations", id, "cancel"));
    String result = answer.path("result").asText();
    session.show(answer, it -> result.replace('-', ' '));
    return result.equals("reverting") ? ExitCodes.OK : ExitCodes.REFUSED;
  }
}
