package io.slots.server.api;

import io.slots.NotFoundException;
import io.slots.app.AppName;
import io.slots.core.Running;
import io.slots.operation.Outcome;
import io.slots.server.http.Exchange;

/** Answers about an operation that takes its own history away. */
final class Gone {
  private Gone() {}

  /** An app that is gone has no operations any more: the outcome itself tells of the last. */
  static void answer(Exchange exchange, AppName app, Running running, Following following) {
    if (exchange.patience().isZero()) {
      try {
        following.answer(exchange, app, running);
        return;
      } catch (NotFoundException gone) {
        exchange.note("gone", app.spelling());
      }
    }
    exchange.note("operation", running.id().value());
    Outcome outcome = running.await();
    exchange.answer(200, OperationView.of(outcome.report()));
  }
}
