package io.slots.app;

import java.util.regex.Pattern;

/**
 * The form of a path that can be requested as it stands: a slash, then characters that RFC 3986
 * (3.3, 3.4) allows in a path or query. What lies outside of it would have to be escaped, and could
 * break out of the request's first line.
 */
public final class RequestPath {
  /** What would be accepted, as a clause for a refusal. */
  public static final String ACCEPTED =
      "a path starts with \"/\" and has no white space and no other character that needs escaping";

  private static final Pattern FORM =
      Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

  private RequestPath() {}

  /** Returns {@code path} without its query, which may hold a key (S3.7). */
  public static String shown(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query) + "?…";
  }

  /** Says whether {@code text} has the form of a path, with or without a query. */
  public static boolean isPath(String text) {
    return FORM.matcher(text).matches();
  }
}
