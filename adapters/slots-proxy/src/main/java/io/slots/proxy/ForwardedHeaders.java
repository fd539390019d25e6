package io.slots.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Tells the instance who asked, by which name and how: {@code X-Forwarded-For}, {@code -Host},
 * {@code -Port} and {@code -Proto}.
 */
final class ForwardedHeaders {
  private static final CharSequence FOR = HttpHeaders.createOptimized("x-forwarded-for");
  private static final CharSequence HOST = HttpHeaders.createOptimized("x-forwarded-host");
  private static final CharSequence PORT = HttpHeaders.createOptimized("x-forwarded-port");
  private static final CharSequence PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");

  private final boolean trusted;

  /**
   * @param trusted whether what the client says is kept and added to; otherwise it is replaced, for
   *     anybody can say anything
   */
  ForwardedHeaders(boolean trusted) {
    this.trusted = trusted;
  }

  /** Writes them to {@code headers}, which hold the client's. */
  void writeTo(MultiMap headers, HttpServerRequest request, RequestTarget target) {
    String client = request.remoteAddress().hostAddress();
    if (trusted) {
      String chain = String.join(", ", headers.getAll(FOR));
      headers.set(FOR, chain.isEmpty() ? client : chain + ", " + client);
      setIfAbsent(headers, HOST, target.authority());
      setIfAbsent(headers, PORT, Integer.toString(request.localAddress().port()));
      setIfAbsent(headers, PROTO, request.scheme());
    } else {
      headers.remove(FORWARDED);
      headers.set(FOR, client);
      headers.set(HOST, target.authority());
      headers.set(PORT, Integer.toString(request.localAddress().port()));
      headers.set(PROTO, request.scheme());
    }
  }

  private static void setIfAbsent(MultiMap headers, CharSequence name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
