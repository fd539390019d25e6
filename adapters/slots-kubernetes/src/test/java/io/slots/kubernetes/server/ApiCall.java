package io.slots.kubernetes.server;

import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to the API server.
 *
 * @param verb the HTTP method; {@code WATCH} for a watch
 * @param kind the plural of what it is about: {@code secrets}
 * @param name the object's name; empty if it is about several
 */
public record ApiCall(String verb, String kind, String name) {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:/api/v1|/apis/[^/]+/[^/]+)/(?:namespaces/[^/]+/)?([^/?]+)(?:/([^?]*))?(\\?.*)?");

  static ApiCall of(RecordedRequest request) {
    return of(String.valueOf(request.getMethod()), String.valueOf(request.getPath()));
  }

  static ApiCall of(String method, String request) {
    Matcher path = PATH.matcher(request);
    if (!path.matches()) {
      return new ApiCall(method, "", "");
    }
    String query = path.group(3) == null ? "" : path.group(3);
    return new ApiCall(
        query.contains("watch=true") ? "WATCH" : method,
        path.group(1),
        path.group(2) == null ? "" : path.group(2));
  }

  /** Whether it asks which kinds there are, and nothing else. */
  boolean isDiscovery() {
    return kind.isEmpty();
  }

  /** Whether it changes anything. */
  public boolean isWrite() {
    return !verb.equals("GET") && !verb.equals("WATCH");
  }

  @Override
  public String toString() {
    return verb + " " + kind + (name.isEmpty() ? "" : "/" + name);
  }
}
