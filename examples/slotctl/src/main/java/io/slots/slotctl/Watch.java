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

  int toTheEnd(JsonNode begun) {
    String path =
        Paths.of("apps", begun.path("app").asText(), "operations", begun.path("id").asText());
    JsonNode operation = begun;
    while (!isOver(operation)) {
      tell(Tables.progress(operation));
      LockSupport.parkNanos(PAUSE.toNanos());
      operation = session.api().get(path);
    }
    wipe();
    session.show(operation, Tables::operation);
    return operation.path("state").asText().equals("paused") || operation.path("done").asBoolean()
        ? ExitCodes.OK
        : ExitCodes.NOT_DONE;
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
