package io.slots.server.http;

import io.javalin.http.HttpResponseException;
import io.slots.LimitExceededException;
import io.slots.NotFoundException;
import io.slots.RefusedException;
import io.slots.core.time.InterruptedWaitException;
import io.slots.operation.ConflictException;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.RoutesNotInForceException;
import io.slots.spi.StoreException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of what was thrown. */
final class Troubles {
  private static final Logger log = LoggerFactory.getLogger(Troubles.class);

  private Troubles() {}

  static Trouble of(Throwable thrown, long bodyLimit) {
    if (thrown instanceof TroubleException known) {
      return known.trouble();
    }
    if (thrown instanceof HttpResponseException e && e.getStatus() == 413) {
      return Trouble.of(
          413, "RequestTooLarge", "the body is too large: " + bodyLimit + " bytes at most");
    }
    if (thrown instanceof NotFoundException e) {
      return Trouble.of(404, "ResourceNotFound", e.refusal());
    }
    if (thrown instanceof ConflictException e) {
      return Trouble.of(409, "Conflict", e.refusal());
    }
    if (thrown instanceof LimitExceededException e) {
      return Trouble.of(409, "LimitExceeded", e.refusal());
    }
    if (thrown instanceof RefusedException e) {
      return Trouble.of(409, "Conflict", e.refusal());
    }
    if (thrown instanceof RoutesNotInForceException) {
      return Trouble.of(502, "RoutesNotInForce", messageOf(thrown));
    }
    if (thrown instanceof StoreException) {
      return Trouble.of(503, "StoreUnavailable", messageOf(thrown));
    }
    if (thrown instanceof EngineStoppedException || thrown instanceof InterruptedWaitException) {
      return Trouble.of(503, "ServerStopping", "the server is stopping; ask again in a moment");
    }
    String id = UUID.randomUUID().toString();
    log.error("unexpected, answered as {}", id, thrown);
    return Trouble.of(
        500, "InternalServerError", "unexpected; the server's log tells more under " + id);
  }

  private static String messageOf(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
