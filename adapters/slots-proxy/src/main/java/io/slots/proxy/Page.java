package io.slots.proxy;

import com.google.common.html.HtmlEscapers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The small page that carries an {@link Answer}: HTML for who accepts it, else plain text. */
final class Page {
  /** The answer's reason, for machines. */
  static final String REASON_HEADER = "x-slots-reason";

  private static final String RETRY_AFTER_SECONDS = "1";

  private Page() {}

  /** Sends the page, which names {@code host}; the response's head is not written yet. */
  static Future<Void> send(HttpServerRequest request, Answer answer, String host) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(answer.status())
        .putHeader(REASON_HEADER, answer.reason())
        .putHeader("cache-control", "no-store")
        .putHeader("x-content-type-options", "nosniff");
    if (answer.isForNow()) {
      response.putHeader("retry-after", RETRY_AFTER_SECONDS);
    }
    if (answer == Answer.CLOSING) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    String text = answer.sentence() + (host.isEmpty() ? "." : ": " + host);
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains("text/html")) {
      return response
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
          .end(html(answer, text));
    }
    return response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .end(text + "\n");
  }

  private static String html(Answer answer, String text) {
    return "<!doctype html><title>"
        + answer.status()
        + "</title><h1>"
        + answer.status()
        + "</h1><p>"
        + HtmlEscapers.htmlEscaper().escape(text)
        + "</p>\n";
  }
}
