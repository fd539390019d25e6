package io.slots.proxy;

import io.slots.app.SlotName;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The cookie and the query parameter by which a client stays with a slot (S7.2). */
final class RoutingCookie {
  static final String NAME = "x-ms-routing-name";

  /** One hour. Scripts of the app have no business with it. */
  private static final String ATTRIBUTES = "; Max-Age=3600; Path=/; HttpOnly";

  private RoutingCookie() {}

  static Optional<String> asked(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getParam(NAME));
    } catch (IllegalArgumentException e) {
      // A query that cannot be decoded asks for nothing; what it means is the app's business.
      return Optional.empty();
    }
  }

  static Optional<String> remembered(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME)).map(Cookie::getValue);
  }

  static void addTo(MultiMap headers, SlotName slot) {
    String value = slot.isProduction() ? "self" : slot.folded();
    headers.add(HttpHeaders.SET_COOKIE, NAME + "=" + value + ATTRIBUTES);
  }
}
