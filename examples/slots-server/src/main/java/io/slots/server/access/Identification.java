package io.slots.server.access;

import io.javalin.http.Context;
import io.slots.server.http.Action;
import io.slots.server.http.Caller;
import io.slots.server.http.Callers;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells callers by what they show: a bearer token; or, as deployment tools do, a token as the
 * password of basic authentication; or a browser's session.
 *
 * <p>A browser sends a cookie whichever site made it send the request. So a session's request that
 * may change something is taken only with the header {@code X-CSRF-Token}, which holds what no
 * other site can know and which none can send without being asked first. Tokens need no such thing:
 * no browser sends them by itself.
 */
public final class Identification implements Callers {
  /** The cookie of a session. */
  public static final String COOKIE = "slots-session";

  /** The header with the session's second secret. */
  public static final String CSRF = "X-CSRF-Token";

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final Tokens tokens;
  private final Sessions sessions;

  /** Tells callers by these. */
  public Identification(Tokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @Override
  public Optional<Caller> of(Context context, Action action) {
    String shown = context.header("Authorization");
    if (shown != null) {
      return Optional.of(tokens.check(token(shown)).caller());
    }
    // What anybody may do, nobody has to be known for: a session can be begun while another lasts.
    String cookie = action.right() == Right.OPEN ? null : context.cookie(COOKIE);
    return cookie == null ? Optional.empty() : bySession(cookie, context, action);
  }

  private static String token(String shown) {
    if (shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return shown.substring(BEARER.length()).strip();
    }
    if (shown.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return password(shown.substring(BASIC.length()).strip());
    }
    throw Trouble.of(
            401, "InvalidAuthenticationToken", "only bearer and basic authentication are taken")
        .exception();
  }

  private static String password(String encoded) {
    try {
      String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return both.substring(both.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw Trouble.of(401, "InvalidAuthenticationToken", "that is no basic authentication")
          .exception();
    }
  }

  private Optional<Caller> bySession(String cookie, Context context, Action action) {
    Optional<Sessions.Session> session = sessions.find(cookie);
    Optional<Token> token = session.flatMap(it -> tokens.find(it.tokenId()));
    if (token.isEmpty()) {
      return Optional.empty();
    }
    if (action.verb().isUnsafe() && !shows(context, session.get().csrf())) {
      throw Trouble.of(
              403,
              "ForgedRequest",
              "a request of a session that may change something needs the header " + CSRF)
          .exception();
    }
    return Optional.of(token.get().caller());
  }

  private static boolean shows(Context context, String csrf) {
    String shown = context.header(CSRF);
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), csrf.getBytes(StandardCharsets.UTF_8));
  }
}
