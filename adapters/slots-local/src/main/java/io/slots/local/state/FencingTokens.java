package io.slots.local.state;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.local.StateDirectoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The highest fencing token of each app, in a file for each, so that they outlive who wrote them
 * (S9.4). Processes may share the directory: what one has admitted binds the others. Safe for use
 * by several threads; blocks.
 */
public final class FencingTokens implements AutoCloseable {
  private static final int FIELDS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final SharedLock lock;

  private FencingTokens(Path directory) {
    this.directory = directory;
    lock = new SharedLock(directory.resolveSibling(directory.getFileName() + ".lock"));
  }

  /** Makes the directory if need be; its owner alone may read it. */
  public static FencingTokens in(Path directory) throws IOException {
    OwnerOnly.makeDirectory(directory);
    return new FencingTokens(directory);
  }

  /**
   * Takes note of {@code token}; when it returns, that is durable.
   *
   * @throws RefusedException if a higher one was admitted, by whomever
   * @throws StateDirectoryException if the token cannot be read or written
   */
  public void admit(AppName app, long token) {
    boolean unused = admit(app, token, () -> true);
  }

  /**
   * As {@link #admit(AppName, long)}, and does {@code act} before any other token is admitted, so
   * that whoever brings a higher one finds it done. It should be short.
   */
  public <T> T admit(AppName app, long token, Supplier<T> act) {
    Path file = directory.resolve(app.folded());
    return exclusively(
        () -> {
          long seen = Files.exists(file) ? read(file).token : Long.MIN_VALUE;
          if (token < seen) {
            throw new RefusedException(
                Rule.of(9, 4),
                "fencing token " + token + " for app " + app + " when " + seen + " was seen",
                "a call by the engine that drives the app now");
          }
          if (token > seen) {
            write(file, app, token);
          }
          return act.get();
        });
  }

  /**
   * Returns the token of each app, and clears away what a crash left of writes that did not take
   * place.
   *
   * @throws StateDirectoryException if a file is torn or was altered (S9.6)
   */
  public Map<AppName, Long> readAll() {
    return exclusively(
        () -> {
          Map<AppName, Long> all = new HashMap<>();
          try {
            DurableFile.sweep(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
              for (Path file : files) {
                Token token = read(file);
                all.put(token.app, token.token);
              }
            }
          } catch (IOException | DirectoryIteratorException e) {
            throw new StateDirectoryException("cannot read the fencing tokens in " + directory, e);
          }
          return Map.copyOf(all);
        });
  }

  /**
   * Does {@code act} while nobody who shares the directory admits a token, or does what goes with
   * admitting one. It should be short.
   *
   * @throws StateDirectoryException if somebody else does such a thing for 30 s
   */
  public <T> T exclusively(Supplier<T> act) {
    SharedLock.Held held = lock.take(PATIENCE);
    try {
      return act.get();
    } finally {
      held.release();
    }
  }

  private record Token(AppName app, long token) {}

  private static void write(Path file, AppName app, long token) {
    String fields = app.folded() + " " + token;
    try {
      DurableFile.write(file, (fields + " " + checksum(fields)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StateDirectoryException("cannot write " + file, e);
    }
  }

  private static Token read(Path file) {
    try {
      List<String> fields =
          Splitter.on(' ').splitToList(Files.readString(file, StandardCharsets.UTF_8));
      if (fields.size() != FIELDS
          || !fields.get(2).equals(checksum(fields.get(0) + " " + fields.get(1)))) {
        throw new IllegalArgumentException("its checksum is wrong or missing");
      }
      return new Token(AppName.of(fields.get(0)), Long.parseLong(fields.get(1)));
    } catch (IllegalArgumentException
        | SlotsException
        | java.nio.charset.CharacterCodingException e) {
      throw new StateDirectoryException(
          "the fencing token in "
              + file
              + " is damaged: "
              + e.getMessage()
              + ". Delete the file when no other engine has used this directory",
          e);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot read " + file, e);
    }
  }

  private static String checksum(String fields) {
    return Hashing.sha256().hashString(fields, StandardCharsets.UTF_8).toString();
  }

  @Override
  public void close() {
    lock.close();
  }
}
