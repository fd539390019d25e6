package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A small file system of the test's own; where the machine does not allow one, it is skipped. */
final class Mounted implements AutoCloseable {
  private final Path at;

  private Mounted(Path at) {
    this.at = at;
  }

  /** Mounts a disk of so many KiB at an empty directory. */
  static Mounted disk(Path at, int size) {
    assume("mount", "-t", "tmpfs", "-o", "size=" + size + "k", "tmpfs", at.toString());
    return new Mounted(at);
  }

  /** Makes a single file one that cannot be written, whoever tries. */
  static Mounted readOnly(Path file) {
    assume("mount", "--bind", file.toString(), file.toString());
    Mounted mounted = new Mounted(file);
    mounted.becomeReadOnly();
    return mounted;
  }

  Path at() {
    return at;
  }

  void becomeReadOnly() {
    assume("mount", "-o", "remount,bind,ro", at.toString());
  }

  private static void assume(String... command) {
    assumeTrue(run(command), "this machine lets no test run: " + List.of(command));
  }

  private static boolean run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      boolean done = process.onExit().join().exitValue() == 0;
      if (!done) {
        System.err.println(said);
      }
      return done;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (!run("umount", at.toString())) {
      throw new UncheckedIOException(new IOException(at + " is still mounted"));
    }
  }
}
