package io.slots.server.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.slots.server.http.Json;
import io.slots.server.http.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens that are good, in a file. A token is {@code slots_<id>_<secret>}; of the secret, which
 * has 256 random bits, a plain SHA-256 is kept: what cannot be guessed need not be made slow to
 * guess. Thread-safe.
 */
public final class Tokens {
  private static final Pattern FORM = Pattern.compile("slots_([a-z0-9]{8})_([A-Za-z0-9_-]{43})");
  private static final TypeReference<List<Token>> LIST = new TypeReference<>() {};

  private final Path file;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** By identity. Whoever changes it puts another in its place. */
  private volatile ImmutableMap<String, Token> byId = ImmutableMap.of();

  private Tokens(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Reads the tokens of {@code file}; there are none if there is no such file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Tokens in(Path file, Clock clock) {
    Tokens tokens = new Tokens(file, clock);
    tokens.read();
    return tokens;
  }

  private synchronized void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<Token> read = Json.mapper().readValue(file.toFile(), LIST);
      ImmutableMap.Builder<String, Token> all = ImmutableMap.builder();
      read.forEach(token -> all.put(token.id(), token));
      byId = all.buildOrThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** All that are known, expired ones included. */
  public List<Token> all() {
    return byId.values().asList();
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
  public synchronized Made make(String name, Role role, Optional<Duration> life) {
    if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw Trouble.badRequest("a token's name has 1 to 100 printable characters");
    }
    Instant now = clock.instant();
    String id = Long.toString(random.nextLong(78_364_164_096L, 2_821_109_907_456L), 36);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Token token = new Token(id, name, role, hash(secret), now, life.map(now::plus).orElse(null));
    Map<String, Token> more = new LinkedHashMap<>(byId);
    more.put(id, token);
    keep(more);
    return new Made(token, "slots_" + id + "_" + secret);
  }

  /** Takes a token back; returns whether there was one of that identity. */
  public synchronized boolean revoke(String id) {
    Map<String, Token> fewer = new LinkedHashMap<>(byId);
    boolean there = fewer.remove(id) != null;
    if (there) {
      keep(fewer);
    }
    return there;
  }

  private void keep(Map<String, Token> tokens) {
    DurableFile.write(file, Json.bytes(tokens.values()));
    byId = ImmutableMap.copyOf(tokens);
  }

  /**
   * Returns what is known of the token {@code text}.
   *
   * @throws io.slots.server.http.TroubleException 401 if it is not good, or not any more
   */
  public Token check(String text) {
    Matcher form = FORM.matcher(text);
    Token known = form.matches() ? byId.get(form.group(1)) : null;
    if (known == null || !isHash(known.hash(), form.group(2))) {
      throw Trouble.of(401, "InvalidAuthenticationToken", "the token is not one of this server's")
          .exception();
    }
    if (known.isExpired(clock.instant())) {
      throw Trouble.of(401, "ExpiredAuthenticationToken", "the token expired at " + known.expires())
          .exception();
    }
    return known;
  }

  /** Returns what is known of a token by its identity, if it is still good. */
  public Optional<Token> find(String id) {
    return Optional.ofNullable(byId.get(id)).filter(token -> !token.isExpired(clock.instant()));
  }

  private static boolean isHash(String hash, String secret) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.US_ASCII).toString();
  }
}
