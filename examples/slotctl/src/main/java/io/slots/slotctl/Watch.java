package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows an operation and tells each step: on a terminal in one line that changes, otherwise in a
 * line for each. It stops at a pause, which only a decision ends.
 */
final class Watch {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int WIDTH = 78;

  private final Session session;
  private String last = "";

  Watch(Session session) {
    this.session = session;
  }

  /** To its end, and to that of the swap which a deployment has caused. */
  int toTheEnd(JsonNode begun) {
    JsonNode operation = ended(begun);
    return operation.path("state").asText().equals("paused") || operation.path("done").asBoolean()
        ? ExitCodes.OK
        : ExitCodes.NOT_DONE;
  }

  /** To the end of one that was cancelled, which is good only if all is as it was. */
  int backToTheStart(JsonNode cancelled) {
    return ended(cancelled).path("ending").asText().equals("REVERTED")
        ? ExitCodes.OK
        : ExitCodes.NOT_DONE;
  }

  private JsonNode ended(JsonNode begun) {
    JsonNode operation = follow(begun);
    session.show(operation, OperationText::operation);
    while (operation.hasNonNull("followedBy")) {
      operation = follow(session.api().get(path(begun, operation.path("followedBy").asText())));
      if (!session.isJson()) {
        session.show(operation, OperationText::operation);
      }
    }
    return operation;
  }

  private JsonNode follow(JsonNode begun) {
    JsonNode operation = begun;
    while (!isOver(operation)) {
      tell(OperationText.progress(operation));
      LockSupport.parkNanos(PAUSE.toNanos());
      operation = session.api().get(path(begun, begun.path("id").asText()));
    }
    wipe();
    return operation;
  }

  private static String path(JsonNode operation, String id) {
    return Paths.of("apps", operation.path("app").asText(), "operations", id);
  }

  private static boolean isOver(JsonNode operation) {
    String state = operation.path("state").asText();
    return state.equals("ended") || state.equals("paused");
  }

  private void tell(String progress) {
    if (progress.equals(last)) {
      return;
    }
    last = progress;
    if (session.terminal().live()) {
      session.terminal().err().printf("\r%-" + WIDTH + "." + WIDTH + "s", progress);
      session.terminal().err().flush();
    } else {
      session.terminal().err().println(progress);
    }
  }

  private void wipe() {
    if (session.terminal().live() && !last.isEmpty()) {
      session.terminal().err().print("\r" + " ".repeat(WIDTH) + "\r");
      session.terminal().err().flush();
    }
  }
}
