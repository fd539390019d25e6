package io.slots.server.api;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.Operations;
import io.slots.core.Running;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Tells of operations, wherever they stand. */
final class Following {
  private static final int LOOKS = 50;
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final Operations operations;

  Following(Operations operations) {
    this.operations = operations;
  }

  /**
   * Answers with an operation that was begun: 202, or, where it ends while the caller is willing to
   * wait, 200.
   */
  void answer(Exchange exchange, AppName app, Running running) {
    exchange.note("operation", running.id().value());
    await(running.outcome().toCompletableFuture(), exchange.patience());
    OperationView view = view(app, running.id());
    exchange.header(
        "Location", "/api/v1/apps/" + app.spelling() + "/operations/" + running.id().value());
    exchange.answer(view.state().equals("ended") ? 200 : 202, view);
  }

  private static void await(CompletableFuture<Outcome> outcome, Duration patience) {
    if (patience.isZero()) {
      return;
    }
    try {
      // How it ended is read later, and a time-out is no failure: both are nothing here.
      boolean unused =
          outcome
              .thenApply(ended -> true)
              .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
              .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw e;
    }
  }

  /** Returns an operation as it stands now. */
  OperationView view(AppName app, OperationId id) {
    CompletableFuture<Outcome> outcome = operations.follow(app, id).outcome().toCompletableFuture();
    for (int i = 0; i < LOOKS; i++) {
      if (outcome.isDone()) {
        return OperationView.of(outcome.join().report());
      }
      Optional<OperationView> standing = standing(app, id);
      if (standing.isPresent()) {
        return standing.get();
      }
      // Between two looks it may have gone from one place to another; and that it has ended is told
      // a moment after it is stored.
      await(outcome, A_MOMENT);
    }
    throw Trouble.conflict("operation " + id + " is changing; ask again");
  }

  private Optional<OperationView> standing(AppName app, OperationId id) {
    List<OperationView> all = all(app);
    return all.stream().filter(it -> it.id().equals(id.value())).findFirst();
  }

  /** Returns what is under way, pauses or waits for its turn. */
  List<OperationView> all(AppName app) {
    List<Wait> waits = operations.waits(app);
    Optional<Operation> current = operations.current(app);
    List<Operation> paused = operations.paused(app);
    List<QueuedDeployment> queued = operations.queued(app);
    List<OperationView> all = new ArrayList<>();
    current.ifPresent(it -> all.add(OperationView.of(it, "running", waits)));
    paused.forEach(it -> all.add(OperationView.of(it, "paused", waits)));
    queued.forEach(it -> all.add(OperationView.of(app.spelling(), it, waits)));
    return List.copyOf(all);
  }
}
