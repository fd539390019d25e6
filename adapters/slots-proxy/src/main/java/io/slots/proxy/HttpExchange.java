package io.slots.proxy;

import io.slots.proxy.admission.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP request and its response, streamed both ways.
 *
 * <p>The request goes to another instance only if nothing of it was sent, or if it has no body, an
 * idempotent method, and its connection was closed before any response: then once (RFC 9110,
 * 9.2.2).
 */
final class HttpExchange extends Exchange {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);
  private static final Set<HttpMethod> IDEMPOTENT =
      Set.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.DELETE);
  private static final long LINGER_MILLIS = 1000;

  private final HttpServerResponse response;
  private final RequestBody body;
  private @Nullable HttpClientRequest upstream;
  private boolean awaitsHead;
  private boolean answered;
  private boolean repeated;
  private boolean closesAfterwards;

  HttpExchange(ProxyWorker worker, HttpServerRequest request, RequestTarget asked) {
    super(worker, request, asked);
    response = request.response();
    body = new RequestBody(worker, request);
  }

  void begin() {
    request.pause();
    response.closeHandler(v -> clientGone());
    response.exceptionHandler(failure -> clientGone());
    request.exceptionHandler(failure -> clientGone());
    if (body.isLargerThan(worker.limits().maxBodySize())) {
      answer(Answer.BODY_TOO_LARGE);
    } else {
      admit();
    }
  }

  private void clientGone() {
    if (!hasEnded()) {
      giveUpUpstream();
      end();
    }
  }

  @Override
  void forwardTo(Target target) {
    worker
        .upstreams()
        .request(target, request.method(), asked.uri())
        .onComplete(
            connected -> {
              if (hasEnded() || answered) {
                connected.exceptionHandler(reset -> log.trace("nothing was sent", reset)).reset();
              } else {
                send(connected);
              }
            },
            failure -> {
              if (!hasEnded() && !answered) {
                unreachable(target, failure);
              }
            });
  }

  private void send(HttpClientRequest to) {
    upstream = to;
    awaitsHead = true;
    body.touch();
    to.exceptionHandler(failure -> log.trace("the request failed; its response tells", failure));
    to.response().onComplete(from -> relay(to, from), failure -> failed(to, failure));
    copyHead(to.headers());
    to.setChunked(body.isChunked());
    if (!body.isPresent()) {
      request.resume();
      to.end();
    } else if (body.awaitsContinue()) {
      to.continueHandler(v -> sendBody(to));
      to.sendHead();
    } else {
      sendBody(to);
    }
  }

  private void copyHead(MultiMap headers) {
    headers.addAll(request.headers());
    HopByHop.removeFrom(headers);
    headers.remove("trailer");
    headers.set(HttpHeaders.HOST, asked.authority());
    worker.forwardedHeaders().writeTo(headers, request, asked);
  }

  @SuppressWarnings("ReferenceEquality") // This very request: one that was given up may still tell.
  private boolean isUnderWay(HttpClientRequest to) {
    return upstream == to;
  }

  private void sendBody(HttpClientRequest to) {
    if (!isUnderWay(to) || hasEnded()) {
      return;
    }
    if (body.awaitsContinue()) {
      response.writeContinue();
    }
    body.sendTo(to, this::bodyTooLarge);
  }

  private void bodyTooLarge() {
    if (response.headWritten()) {
      breakOff();
    } else {
      answer(Answer.BODY_TOO_LARGE);
    }
  }

  private void failed(HttpClientRequest to, Throwable failure) {
    if (!isUnderWay(to) || !awaitsHead) {
      return;
    }
    log.debug("{} gave no response", target(), failure);
    boolean repeatable =
        !repeated
            && !body.isPresent()
            && IDEMPOTENT.contains(request.method())
            && failure instanceof HttpClosedException;
    if (repeatable) {
      repeated = true;
      giveUpUpstream();
      again();
    } else {
      answer(Answer.FAILED);
    }
  }

  private void relay(HttpClientRequest to, HttpClientResponse from) {
    if (!isUnderWay(to) || hasEnded()) {
      return;
    }
    awaitsHead = false;
    from.exceptionHandler(failure -> breakOff());
    int status = from.statusCode();
    if (status < 200) {
      answer(Answer.FAILED); // a 101 that nobody asked for
      return;
    }
    boolean bodiless = request.method().equals(HttpMethod.HEAD) || status == 204 || status == 304;
    try {
      writeHead(from, bodiless);
    } catch (IllegalArgumentException notSendable) {
      log.debug("{} gave headers that cannot be passed on", target(), notSendable);
      answer(Answer.FAILED);
      return;
    }
    if (bodiless) {
      finish();
      return;
    }
    from.pipe()
        .endOnComplete(false)
        .to(response)
        .onComplete(
            v -> {
              if (response.isChunked()) {
                response.trailers().addAll(from.trailers());
              }
              finish();
            },
            failure -> breakOff());
  }

  private void writeHead(HttpClientResponse from, boolean bodiless) {
    int status = from.statusCode();
    MultiMap headers = response.headers();
    headers.addAll(from.headers());
    HopByHop.removeFrom(headers);
    addCookie(headers);
    response.setStatusCode(status);
    if (!from.statusMessage().equals(response.getStatusMessage())) {
      response.setStatusMessage(from.statusMessage());
    }
    if (!bodiless && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
      // An HTTP/1.0 client knows the end of such a response by the end of the connection.
      closesAfterwards = request.version() == HttpVersion.HTTP_1_0;
    }
    if (body.awaitsContinue()) {
      // Whether the client sends the body after all is unknown, so what comes next cannot be read.
      closesAfterwards = true;
    }
    if (closesAfterwards) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private void finish() {
    if (hasEnded() || response.ended()) {
      return;
    }
    response.end().onComplete(done -> sent());
  }

  /** The response is out. What is left of the request nobody wants: the instance has answered. */
  private void sent() {
    if (request.isEnded()) {
      upstream = null;
    } else {
      giveUpUpstream();
    }
    end();
    if (closesAfterwards) {
      request.connection().close();
    } else {
      linger();
    }
  }

  @Override
  void answer(Answer answer) {
    answered = true;
    giveUpUpstream();
    if (response.closed() || response.headWritten()) {
      breakOff();
      return;
    }
    response.headers().clear();
    if (body.awaitsContinue()) {
      closesAfterwards = true;
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Page.send(request, answer, asked.host()).onComplete(done -> sent());
  }

  /**
   * Reads what the client still sends, for a while: closing at once would reset the connection and
   * could take the response from the client before it was read.
   */
  private void linger() {
    if (!request.isEnded() && !response.closed()) {
      body.discard();
      worker.later(
          LINGER_MILLIS,
          () -> {
            if (!request.isEnded()) {
              request.connection().close();
            }
          });
    }
  }

  /** Ends a response that has begun and cannot be completed, so that the client notices. */
  private void breakOff() {
    giveUpUpstream();
    if (!response.ended()) {
      response.reset();
    }
    end();
  }

  /**
   * Closes the connection: resetting the request would do for most cases, but puts a connection
   * back into the pool in the middle of a body whose response came early.
   */
  private void giveUpUpstream() {
    HttpClientRequest given = upstream;
    awaitsHead = false;
    if (given != null) {
      upstream = null;
      given.connection().close();
    }
  }

  @Override
  void checkTime(long nanoTime) {
    if (!awaitsHead || nanoTime - body.progress() < worker.limits().responseTimeout().toNanos()) {
      return;
    }
    log.debug("{} did not respond in time", target());
    answer(body.awaitsClient() ? Answer.REQUEST_TIMEOUT : Answer.TIMEOUT);
  }

  @Override
  void expire() {
    if (answered || response.headWritten()) {
      breakOff();
    } else {
      answer(Answer.WITHDRAWN);
    }
  }
}
