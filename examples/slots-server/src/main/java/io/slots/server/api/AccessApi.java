package io.slots.server.api;

import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.slots.server.access.AuditLog;
import io.slots.server.access.AuditTail;
import io.slots.server.access.Identification;
import io.slots.server.access.Role;
import io.slots.server.access.Sessions;
import io.slots.server.access.Token;
import io.slots.server.access.Tokens;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens, sessions of browsers, the audit log. */
final class AccessApi {
  private static final int MOST_DAYS = 3_650;

  private final Tokens tokens;
  private final Sessions sessions;
  private final AuditLog audit;

  AccessApi(Tokens tokens, Sessions sessions, AuditLog audit) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * What is told of a token.
   *
   * @param id its identity
   * @param name what people call it
   * @param role what it may do
   * @param created since when it is good
   * @param expires until when, if not for ever
   * @param token the token itself: told once, when it is made
   */
  record TokenView(
      String id,
      String name,
      Role role,
      Instant created,
      @Nullable Instant expires,
      @Nullable String token) {
    static TokenView of(Token it, @Nullable String text) {
      return new TokenView(it.id(), it.name(), it.role(), it.created(), it.expires(), text);
    }

    /** Returns who it is, not the token. */
    @Override
    public String toString() {
      return id + " " + name;
    }
  }

  /**
   * Tokens.
   *
   * @param tokens the tokens
   */
  record TokenViews(List<TokenView> tokens) {}

  /**
   * Makes a token.
   *
   * @param name what people call it
   * @param role what it may do
   * @param days for how many days it is good; for ever if absent
   */
  record NewToken(String name, Role role, @Nullable Integer days) {}

  /**
   * Begins a session.
   *
   * @param token the token that it stands for
   */
  record NewSession(String token) {
    /** Returns nothing of the token. */
    @Override
    public String toString() {
      return "a token";
    }
  }

  /**
   * A session.
   *
   * @param csrf what every request of it that may change something shows in {@code X-CSRF-Token}
   * @param name whose it is
   * @param role what it may do
   */
  record SessionView(String csrf, String name, Role role) {}

  /**
   * Lines of the audit log.
   *
   * @param lines a line for each call, the newest first
   * @param unreadable how many lines among them cannot be read, because a crash or a full disk has
   *     cut them
   */
  record AuditView(List<AuditLog.Line> lines, int unreadable) {}

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.GET, "/tokens", Right.OWN, this::list)
            .saying("Lists the tokens; never a token itself.")
            .giving(200, TokenViews.class),
        OwnApi.action(Verb.POST, "/tokens", Right.OWN, this::make)
            .saying("Makes a token, and tells it, this once.")
            .taking(NewToken.class)
            .giving(201, TokenView.class)
            .showingSecrets(),
        OwnApi.action(Verb.DELETE, "/tokens/{token}", Right.OWN, this::revoke)
            .saying("Takes a token back; sessions that stand for it are over.")
            .givingNothing(),
        OwnApi.action(Verb.POST, "/session", Right.OPEN, this::begin)
            .saying("Begins a session of a browser, for who shows a token; sets a cookie.")
            .taking(NewSession.class)
            .giving(201, SessionView.class),
        OwnApi.action(Verb.GET, "/session", Right.READ, this::current)
            .saying("Tells a browser of its session, as after a page was loaded anew.")
            .giving(200, SessionView.class),
        OwnApi.action(Verb.DELETE, "/session", Right.READ, this::end)
            .saying("Ends a session of a browser.")
            .givingNothing(),
        OwnApi.action(Verb.GET, "/audit", Right.OWN, this::audit)
            .saying("Tells who did what, the newest first.")
            .reading("limit", "integer", "how many lines at most, 1 to 1,000; 100 unless said")
            .giving(200, AuditView.class));
  }

  private void list(Exchange exchange) {
    exchange.answer(
        200, new TokenViews(tokens.all().stream().map(it -> TokenView.of(it, null)).toList()));
  }

  private void make(Exchange exchange) {
    NewToken order = exchange.body(NewToken.class);
    Integer days = order.days();
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw Trouble.badRequest("\"days\" is 1 to " + MOST_DAYS);
    }
    Tokens.Made made =
        tokens.make(
            Required.of("name", order.name()),
            Required.of("role", order.role()),
            Optional.ofNullable(days).map(Duration::ofDays));
    exchange.note("token", made.token().id());
    exchange.answer(201, TokenView.of(made.token(), made.text()));
  }

  private void revoke(Exchange exchange) {
    String id = exchange.param("token");
    if (!tokens.revoke(id)) {
      throw Trouble.notFound(
          "TokenNotFound", "there is no such token; GET /api/v1/tokens lists all");
    }
    exchange.note("token", id);
    exchange.answer(204);
  }

  private void begin(Exchange exchange) {
    Token token = tokens.check(Required.of("token", exchange.body(NewSession.class).token()));
    Sessions.Session session = sessions.begin(token);
    exchange.note("token", token.id());
    exchange.context().cookie(cookie(session.id(), (int) Sessions.LIFE.toSeconds(), exchange));
    exchange.answer(201, new SessionView(session.csrf(), token.name(), token.role()));
  }

  /** No other site's page can read the answer: the secret stays between server and page. */
  private void current(Exchange exchange) {
    Sessions.Session session =
        Optional.ofNullable(exchange.context().cookie(Identification.COOKIE))
            .flatMap(sessions::find)
            .orElseThrow(
                () -> Trouble.notFound("SessionNotFound", "a token was shown, and no session"));
    Token token =
        tokens
            .find(session.tokenId())
            .orElseThrow(() -> Trouble.notFound("SessionNotFound", "its token was taken back"));
    exchange.answer(200, new SessionView(session.csrf(), token.name(), token.role()));
  }

  private void end(Exchange exchange) {
    Optional.ofNullable(exchange.context().cookie(Identification.COOKIE)).ifPresent(sessions::end);
    exchange.context().cookie(cookie("", 0, exchange));
    exchange.answer(204);
  }

  private static Cookie cookie(String value, int seconds, Exchange exchange) {
    Cookie cookie = new Cookie(Identification.COOKIE, value, "/", seconds);
    cookie.setSecure(exchange.context().scheme().equals("https"));
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }

  private void audit(Exchange exchange) {
    int limit = exchange.query("limit", 100, 1, 1_000);
    AuditTail tail = audit.last(limit);
    exchange.answer(200, new AuditView(tail.lines(), tail.unreadable()));
  }
}
