package io.slots.proxy;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request on its way to an instance: streamed, measured, and never buffered. */
final class RequestBody {
  private final ProxyWorker worker;
  private final HttpServerRequest request;
  private final boolean chunked;
  private final long length;
  private boolean awaitsContinue;
  private boolean sending;
  private boolean held;
  private long received;
  private long progress;

  /**
   * Nothing is read yet. Vert.x has seen to it that a request has one length or is chunked.
   *
   * @throws NumberFormatException if the length is no number
   */
  RequestBody(ProxyWorker worker, HttpServerRequest request) {
    this.worker = worker;
    this.request = request;
    chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    String contentLength = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    length = chunked || contentLength == null ? 0 : Long.parseLong(contentLength);
    awaitsContinue =
        isPresent() && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  boolean isPresent() {
    return chunked || length > 0;
  }

  boolean isChunked() {
    return chunked;
  }

  boolean isLargerThan(long bytes) {
    return length > bytes;
  }

  /** Whether the client holds the body back until it is told to continue. */
  boolean awaitsContinue() {
    return awaitsContinue;
  }

  /** Whether it is the client that the exchange waits for, not the instance. */
  boolean awaitsClient() {
    return sending && !held && !request.isEnded();
  }

  /** When something moved last. */
  long progress() {
    return progress;
  }

  void touch() {
    progress = worker.nanoTime();
  }

  void sendTo(HttpClientRequest to, Runnable tooLarge) {
    awaitsContinue = false;
    sending = true;
    touch();
    request.handler(
        chunk -> {
          received += chunk.length();
          touch();
          if (received > worker.limits().maxBodySize()) {
            discard();
            tooLarge.run();
            return;
          }
          to.write(chunk);
          if (to.writeQueueFull()) {
            held = true;
            request.pause();
            to.drainHandler(
                v -> {
                  held = false;
                  touch();
                  request.resume();
                });
          }
        });
    request.endHandler(
        v -> {
          touch();
          to.end();
        });
    request.resume();
  }

  /** Reads on to nowhere. The request has not ended. */
  void discard() {
    request.handler(chunk -> {});
    request.endHandler(v -> {});
    request.resume();
  }
}
