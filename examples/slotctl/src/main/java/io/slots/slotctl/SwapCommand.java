package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Swaps. */
@Command(
    name = "swap",
    description = {
      "Swaps two slots: prepares the source with the target's slot settings, warms it up, switches"
          + " the routes of both in one step, then prepares what has left. The target serves"
          + " throughout; until the switch a failure puts everything back.",
    },
    footer = {
      "",
      "Examples:",
      "  slotctl diff shop staging            what it would do",
      "  slotctl swap shop staging            into production, and waits for the end",
      "  slotctl swap shop staging --preview  pauses when staging is prepared",
      "  slotctl swap shop staging --complete",
      "  slotctl swap shop staging --cancel",
    })
final class SwapCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "APP")
  private String app = "";

  @Parameters(index = "1", paramLabel = "SOURCE")
  private String source = "";

  @Option(
      names = {"-t", "--target"},
      defaultValue = "production",
      description = "The slot that gets the source's content; ${DEFAULT-VALUE}.")
  private String target = "";

  @ArgGroup private @Nullable Phase phase;

  @Option(
      names = "--keep-warm",
      paramLabel = "SECONDS",
      description =
          "For so long the former"
              + " content waits as it is, so that a rollback is a switch of routes alone.")
  private @Nullable Integer keepWarm;

  @Option(names = "--strict-warm-up", description = "In warm-up only 200 to 299 is good.")
  private boolean strict;

  @Option(names = "--request-id", description = "The same again starts no second swap.")
  private @Nullable String requestId;

  @Option(names = "--watch", description = "Waits for the end; it does unless --no-wait is said.")
  private boolean watch;

  @Option(names = "--no-wait", description = "Does not wait for the end.")
  private boolean noWait;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  /** Which part of a swap with preview. */
  static final class Phase {
    @Option(names = "--preview", description = "Pauses when the source is prepared.")
    private boolean preview;

    @Option(names = "--complete", description = "Completes the swap that pauses.")
    private boolean complete;

    @Option(names = "--cancel", description = "Puts the source back.")
    private boolean cancel;
  }

  SwapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (phase != null && phase.cancel) {
      return cancel();
    }
    if (phase != null && phase.complete) {
      return session.begun(session.api().post(at("complete")), waits());
    }
    if (source.equalsIgnoreCase("production")) {
      session
          .terminal()
          .confirm(
              "Production is the source: what serves your users now is restarted with the settings"
                  + " of "
                  + target
                  + " first. Go on?",
              yes);
    }
    return session.begun(
        session.api().post(Paths.of("apps", app, "swaps"), order(source, target)), waits());
  }

  private boolean waits() {
    return watch || !noWait;
  }

  private String at(String what) {
    return Paths.of("apps", app, "slots", source, "swap", what);
  }

  private Map<String, Object> order(String from, String into) {
    ImmutableMap.Builder<String, Object> order = ImmutableMap.builder();
    order.put("source", from).put("target", into);
    order.put("withPreview", phase != null && phase.preview);
    if (requestId != null) {
      order.put("requestId", requestId);
    }
    ImmutableMap.Builder<String, Object> limits = ImmutableMap.builder();
    if (keepWarm != null) {
      limits.put("keepWarmSeconds", keepWarm);
    }
    if (strict) {
      limits.put("strictWarmUp", true);
    }
    Map<String, Object> own = limits.buildOrThrow();
    if (!own.isEmpty()) {
      order.put("limits", own);
    }
    return order.buildOrThrow();
  }

  private int cancel() {
    JsonNode answer = session.api().post(at("cancel"));
    return switch (answer.path("result").asText()) {
      case "reverting" -> reverted(answer.path("operation"));
      case "too-late" ->
          throw new CommandException(
              ExitCodes.REFUSED,
              "it is too late: the routes are switched; roll it back when it has ended");
      default -> throw new CommandException(ExitCodes.NOT_FOUND, "there is nothing to cancel");
    };
  }

  /** Whoever cancels wants that it is put back. */
  private int reverted(JsonNode operation) {
    if (!waits()) {
      return session.show(operation, OperationText::line);
    }
    return new Watch(session).backToTheStart(operation);
  }
}
