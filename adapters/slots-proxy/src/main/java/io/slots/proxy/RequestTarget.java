package io.slots.proxy;

import com.google.common.base.Ascii;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param host the host, in lower case, without port and final dot; by it the request is routed
 * @param authority host and port as the client wrote them
 * @param uri path and query, as the client wrote them
 */
record RequestTarget(String host, String authority, String uri) {
  /**
   * Returns what {@code request} asks for, or nothing if it names no host, several, or a malformed
   * one. An absolute URI wins over the {@code Host} header (RFC 9112, 3.2.2).
   */
  static Optional<RequestTarget> of(HttpServerRequest request) {
    String uri = request.uri();
    if (!uri.startsWith("/") && !uri.equals("*")) {
      return absolute(uri);
    }
    String header = request.getHeader(HttpHeaders.HOST);
    HostAndPort authority = request.authority();
    if (authority == null || request.headers().getAll(HttpHeaders.HOST).size() != 1) {
      return Optional.empty();
    }
    return Optional.of(new RequestTarget(canonical(authority.host()), header, uri));
  }

  private static Optional<RequestTarget> absolute(String uri) {
    try {
      URI parsed = new URI(uri);
      if (parsed.getHost() == null) {
        return Optional.empty();
      }
      String path = parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath();
      String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
      String authority = parsed.getHost() + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort());
      return Optional.of(new RequestTarget(canonical(parsed.getHost()), authority, path + query));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String canonical(String host) {
    String lower = Ascii.toLowerCase(host);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
