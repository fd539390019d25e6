package io.slots.server.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.common.collect.ImmutableMap;
import io.slots.server.files.DurableFile;
import io.slots.server.files.Turn;
import io.slots.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the tokens, which processes share: one at a time changes it, and the others see it
 * when they look next. Thread-safe.
 */
final class TokenFile {
  private static final Logger log = LoggerFactory.getLogger(TokenFile.class);
  private static final TypeReference<List<Token>> LIST = new TypeReference<>() {};

  private final Path file;
  private final Turn turn;

  /** What the file held when it was last read. Whoever reads it anew puts another in its place. */
  private volatile Known known = new Known(Optional.empty(), ImmutableMap.of());

  private TokenFile(Path file) {
    this.file = file;
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

  /** Reads {@code file}; no file holds no tokens. */
  static TokenFile of(Path file) {
    TokenFile tokens = new TokenFile(file);
    tokens.read();
    return tokens;
  }

  /**
   * The tokens that it holds now, by identity. If somebody has spoiled it, those that it had: that
   * turns nobody out, and lets nobody in.
   */
  ImmutableMap<String, Token> tokens() {
    try {
      read();
    } catch (UncheckedIOException e) {
      log.error("{}; the tokens stay those that it had", e.getMessage());
    }
    return known.byId();
  }

  /**
   * Changes what it holds now; {@code change} says whether it did anything.
   *
   * @throws UncheckedIOException if it cannot be read or written; then it is as it was
   */
  synchronized boolean change(Predicate<Map<String, Token>> change) {
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
}
