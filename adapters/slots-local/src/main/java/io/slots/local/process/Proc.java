package io.slots.local.process;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells of processes under {@code /proc} and Java does not. Elsewhere every answer is
 * empty, and the callers make do with {@link ProcessHandle}.
 *
 * <p>Files there vanish with their process, at any time: a file that cannot be read is no answer,
 * never a failure.
 */
public final class Proc {
  private static final Path ROOT = Path.of("/proc");
  private static final Splitter FIELDS = Splitter.on(' ').omitEmptyStrings();
  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  /** Where state and start time stand in {@code stat}, counted from behind the program's name. */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  /** Where these stand in a line of {@code net/tcp}, and what the state of a listener is. */
  private static final int LOCAL_ADDRESS = 1;

  private static final int TCP_STATE = 3;
  private static final int INODE = 9;
  private static final String LISTENING = "0A";

  private Proc() {}

  /** Says whether this platform tells. */
  public static boolean isThere() {
    return Files.isReadable(ROOT.resolve("self/environ"));
  }

  /**
   * Among which processes this one is: those of other containers it does not see, so that it cannot
   * tell whether they live.
   */
  public static Optional<String> pidNamespace() {
    try {
      return Optional.of(Files.readSymbolicLink(ROOT.resolve("self/ns/pid")).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * The time at which a process started, as the machine's boot and ticks since then: unlike the
   * wall-clock time that Java computes from it, it stays the same when the clock is set.
   */
  public static Optional<String> startTime(long pid) {
    Optional<String> boot = read(ROOT.resolve("sys/kernel/random/boot_id"));
    return boot.flatMap(id -> stat(pid).map(stat -> id.strip() + "+" + stat.get(START_TIME)));
  }

  /** Says whether a process has ended and is only waiting for its parent to take note of it. */
  public static boolean isZombie(long pid) {
    boolean ended = stat(pid).map(stat -> stat.get(STATE).equals("Z")).orElse(false);
    // A process whose first thread has ended looks the same while others still work.
    return ended && entries(ROOT.resolve(Long.toString(pid)).resolve("task")).size() <= 1;
  }

  private static Optional<List<String>> stat(long pid) {
    return read(ROOT.resolve(Long.toString(pid)).resolve("stat"))
        .map(line -> FIELDS.splitToList(line.strip().substring(line.lastIndexOf(')') + 1)))
        .filter(fields -> fields.size() > START_TIME);
  }

  /**
   * The living processes that were started with {@code name=value} in their environment, as far as
   * this user may look. Values are compared and never kept.
   */
  public static ImmutableList<ProcessHandle> withVariable(String name, String value) {
    byte[] wanted = ('\0' + name + '=' + value + '\0').getBytes(StandardCharsets.US_ASCII);
    ImmutableList.Builder<ProcessHandle> found = ImmutableList.builder();
    for (Path process : entries(ROOT)) {
      String number = process.getFileName().toString();
      if (number.chars().allMatch(Character::isDigit)) {
        // The handle first: if the number changes hands meanwhile, the handle is not alive.
        ProcessHandle.of(Long.parseLong(number))
            .filter(handle -> Bytes.indexOf(environment(process), wanted) >= 0)
            .filter(ProcessHandle::isAlive)
            .ifPresent(found::add);
      }
    }
    return found.build();
  }

  private static byte[] environment(Path process) {
    try {
      return Bytes.concat(new byte[] {0}, Files.readAllBytes(process.resolve("environ")));
    } catch (IOException e) {
      return new byte[0]; // it ended, or is another user's
    }
  }

  /** The sockets, by number, that listen at {@code port} on any address. */
  public static ImmutableSet<String> listeners(int port) {
    String suffix = String.format(":%04X", port);
    ImmutableSet.Builder<String> inodes = ImmutableSet.builder();
    for (String table : List.of("self/net/tcp", "self/net/tcp6")) {
      for (String line : LINES.split(read(ROOT.resolve(table)).orElse(""))) {
        List<String> fields = FIELDS.splitToList(line);
        if (fields.size() > INODE
            && fields.get(LOCAL_ADDRESS).endsWith(suffix)
            && fields.get(TCP_STATE).equals(LISTENING)) {
          inodes.add(fields.get(INODE));
        }
      }
    }
    return inodes.build();
  }

  /** The sockets, by number, that a process holds; empty if this user may not look. */
  public static Optional<ImmutableSet<String>> sockets(long pid) {
    Path directory = ROOT.resolve(Long.toString(pid)).resolve("fd");
    if (!Files.isReadable(directory)) {
      return Optional.empty();
    }
    ImmutableSet.Builder<String> inodes = ImmutableSet.builder();
    for (Path descriptor : entries(directory)) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[") && target.endsWith("]")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      } catch (IOException e) {
        // Closed meanwhile, so that it is not one of them.
      }
    }
    return Optional.of(inodes.build());
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ImmutableList<Path> entries(Path directory) {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      return ImmutableList.copyOf(stream);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return ImmutableList.of();
    }
  }
}
