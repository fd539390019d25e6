package io.slots.server.access;

import com.google.common.hash.Hashing;
import io.slots.server.http.Trouble;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens that are good, in a file, which processes may share: each changes what is in the file
 * then, and sees at the next call what others have changed. A token is {@code slots_<id>_<secret>};
 * of the secret, which has 256 random bits, a plain SHA-256 is kept: what cannot be guessed need
 * not be made slow to guess. Thread-safe.
 */
public final class Tokens {
  private static final Pattern FORM = Pattern.compile("slots_([a-z0-9]{8})_([A-Za-z0-9_-]{43})");

  private final TokenFile file;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Tokens(TokenFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Reads the tokens of {@code file}; there are none if there is no such file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Tokens in(Path file, Clock clock) {
    return new Tokens(TokenFile.of(file), clock);
  }

  /** All that are known, expired ones included. */
  public List<Token> all() {
    return file.tokens().values().asList();
  }

  /**
   * A token that was just made.
   *
   * @param token what is kept of it
   * @param text the token itself, which nobody can be told again
   */
  public record Made(Token token, String text) {
    /** Returns who it is, not the token. */
    @Override
    public String toString() {
      return token.toString();
    }
  }

  /** Makes a token that is good for so long, or for ever. */
  public Made make(String name, Role role, Optional<Duration> life) {
    if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw Trouble.badRequest("a token's name has 1 to 100 printable characters");
    }
    Instant now = clock.instant();
    String id = Long.toString(random.nextLong(78_364_164_096L, 2_821_109_907_456L), 36);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Token token = new Token(id, name, role, hash(secret), now, life.map(now::plus).orElse(null));
    boolean unused =
        file.change(
            tokens -> {
              tokens.put(id, token);
              return true;
            });
    return new Made(token, "slots_" + id + "_" + secret);
  }

  /** Takes a token back; returns whether there was one of that identity. */
  public boolean revoke(String id) {
    return file.change(tokens -> tokens.remove(id) != null);
  }

  /**
   * Returns what is known of the token {@code text}.
   *
   * @throws io.slots.server.http.TroubleException 401 if it is not good, or not any more
   */
  public Token check(String text) {
    Matcher form = FORM.matcher(text);
    Token token = form.matches() ? file.tokens().get(form.group(1)) : null;
    if (token == null || !isHash(token.hash(), form.group(2))) {
      throw Trouble.of(401, "InvalidAuthenticationToken", "the token is not one of this server's")
          .exception();
    }
    if (token.isExpired(clock.instant())) {
      throw Trouble.of(401, "ExpiredAuthenticationToken", "the token expired at " + token.expires())
          .exception();
    }
    return token;
  }

  /** Returns what is known of a token by its identity, if it is still good. */
  public Optional<Token> find(String id) {
    return Optional.ofNullable(file.tokens().get(id))
        .filter(token -> !token.isExpired(clock.instant()));
  }

  private static boolean isHash(String hash, String secret) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.US_ASCII).toString();
  }
}
