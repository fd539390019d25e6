package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The way back. */
@Command(
    name = "rollback",
    description =
        "Takes a swap back, by a swap: warmed up first, or, while the former content is kept warm,"
            + " by a switch of routes alone.",
    footer = {
      "",
      "Examples:",
      "  slotctl rollback shop          the last swap that changed production",
      "  slotctl rollback shop op-17",
    })
final class RollbackCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "APP")
  private String app = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "OPERATION")
  private @Nullable String swap;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--request-id", description = "The same again starts no second rollback.")
  private @Nullable String requestId;

  @Option(names = "--no-wait", description = "Does not wait for the end.")
  private boolean noWait;

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String operation = swap == null ? last() : swap;
    session.terminal().confirm("Roll back " + operation + " of " + app + "?", yes);
    ImmutableMap.Builder<String, String> order = ImmutableMap.builder();
    order.put("operation", operation);
    if (requestId != null) {
      order.put("requestId", requestId);
    }
    return session.begun(
        session.api().post(Paths.of("apps", app, "rollbacks"), order.buildOrThrow()), !noWait);
  }

  private String last() {
    JsonNode slots = session.api().get(Paths.of("apps", app)).path("slots");
    return StreamSupport.stream(slots.spliterator(), false)
        .filter(it -> it.path("name").asText().equals("production"))
        .map(it -> it.path("lastSwap").path("operation").asText(""))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCodes.NOT_FOUND, "production of " + app + " took part in no swap yet"));
  }
}
