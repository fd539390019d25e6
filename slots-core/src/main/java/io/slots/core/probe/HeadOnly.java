package io.slots.core.probe;

import io.slots.effect.ProbeAnswer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request, which is cancelled, and its connection closed with it, when its fate is known. */
final class HeadOnly implements BodyHandler<Void> {
  private final CompletableFuture<ProbeAnswer> answer = new CompletableFuture<>();
  private final CompletableFuture<Void> cancellable = new CompletableFuture<>();

  private HeadOnly() {}

  static CompletableFuture<ProbeAnswer> ask(
      HttpClient client, HttpRequest request, Duration timeout) {
    HeadOnly head = new HeadOnly();
    CompletableFuture<?> exchange = client.sendAsync(request, head);
    CompletableFuture<ProbeAnswer> closed =
        head.answer.whenComplete((answer, failure) -> exchange.cancel(true));
    head.cancellable.complete(null);
    CompletableFuture<?> unused = exchange.whenComplete(head::ended);
    head.answer.completeOnTimeout(
        new ProbeAnswer.TimedOut(), timeout.toNanos(), TimeUnit.NANOSECONDS);
    return closed;
  }

  /** Called when the exchange is over; if the head came, that came first and counts. */
  private void ended(@Nullable Object response, @Nullable Throwable failure) {
    if (failure != null) {
      answer.complete(Failures.answer(failure));
    }
  }

  /** Called when the head is there, before anything is done about the body. */
  @Override
  public BodySubscriber<Void> apply(ResponseInfo head) {
    // The answer may be here before the asking thread has what it takes to cancel. Were an empty
    // body not cancelled by the time this returns, its connection would be kept. The wait is for
    // the few instructions that the asking thread still has to do, and it never waits for us.
    cancellable.join();
    answer.complete(answer(head.statusCode()));
    return BodySubscribers.discarding();
  }

  private static ProbeAnswer answer(int status) {
    return status >= 100 && status <= 599
        ? new ProbeAnswer.Responded(status)
        : new ProbeAnswer.Unreachable("not HTTP: status " + status);
  }
}
