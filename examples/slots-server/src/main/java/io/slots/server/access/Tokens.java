package io.slots.server.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.slots.server.files.DurableFile;
import io.slots.server.files.Turn;
import io.slots.server.http.Json;
import io.slots.server.http.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that are good, in a file, which processes may share: each changes what is in the file
 * then, and sees at the next call what others have changed. A token is {@code slots_<id>_<secret>};
 * of the secret, which has 256 random bits, a plain SHA-256 is kept: what cannot be guessed need
 * not be made slow to guess. Thread-safe.
 */
public final class Tokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);
  private static final Pattern FORM = Pattern.compile("slots_([a-z0-9]{8})_([A-Za-z0-9_-]{43})");
  private static final TypeReference<List<Token>> LIST = new TypeReference<>() {};

  private final Path file;
  private final Clock clock;
  private final Turn turn;
  private final SecureRandom random = new SecureRandom();

  /** What the file held when it was last read. Whoever changes it puts another in its place. */
  private volatile Known known = new Known(Optional.empty(), ImmutableMap.of());

  private Tokens(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.turn = new Turn(file.resolveSibling(file.getFileName() + ".lock"));
  }

  /**
   * What a file held.
   *
   * @param version which file it was; each change puts another in its place
   * @param byId the tokens by identity
   */
  private record Known(Optional<Version> version, ImmutableMap<String, Token> byId) {}

  /** Tells a file from the one that takes its place; the key is the system's. */
  private record Version(FileTime changed, long size, String key) {
    static Optional<Version> of(Path file) throws IOException {
      try {
        BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Version(it.lastModifiedTime(), it.size(), String.valueOf(it.fileKey())));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
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

  /** Reads the file if it is another than the one that was read. */
  private synchronized void read() {
    try {
      Optional<Version> version = Version.of(file);
      if (version.isEmpty() || version.equals(known.version())) {
        return;
      }
      List<Token> read = Json.mapper().readValue(file.toFile(), LIST);
      ImmutableMap.Builder<String, Token> all = ImmutableMap.builder();
      read.forEach(token -> all.put(token.id(), token));
      known = new Known(version, all.buildOrThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** All that are known, expired ones included. */
  public List<Token> all() {
    refresh();
    return known.byId().values().asList();
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
        change(
            tokens -> {
              tokens.put(id, token);
              return true;
            });
    return new Made(token, "slots_" + id + "_" + secret);
  }

  /** Takes a token back; returns whether there was one of that identity. */
  public boolean revoke(String id) {
    return change(tokens -> tokens.remove(id) != null);
  }

  /** Changes what the file holds now; {@code change} says whether it did anything. */
  private synchronized boolean change(Predicate<Map<String, Token>> change) {
    return turn.take(
        () -> {
          read();
          Map<String, Token> tokens = new LinkedHashMap<>(known.byId());
          if (!change.test(tokens)) {
            return false;
          }
          DurableFile.write(file, Json.bytes(tokens.values()));
          read();
          return true;
        });
  }

  /**
   * Returns what is known of the token {@code text}.
   *
   * @throws io.slots.server.http.TroubleException 401 if it is not good, or not any more
   */
  public Token check(String text) {
    Matcher form = FORM.matcher(text);
    Token token = form.matches() ? named(form.group(1)) : null;
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
    return Optional.ofNullable(named(id)).filter(token -> !token.isExpired(clock.instant()));
  }

  private @Nullable Token named(String id) {
    refresh();
    return known.byId().get(id);
  }

  /** A file that somebody has spoiled turns nobody out, and lets nobody in. */
  private void refresh() {
    try {
      read();
    } catch (UncheckedIOException e) {
      log.error("{}; the tokens stay those that it had", e.getMessage());
    }
  }

  private static boolean isHash(String hash, String secret) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.US_ASCII).toString();
  }
}
