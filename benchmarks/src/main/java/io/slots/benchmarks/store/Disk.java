package io.slots.benchmarks.store;

import io.slots.benchmarks.ClosedLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A directory to measure in, and what its disk does without anybody's help. */
public final class Disk implements AutoCloseable {
  /** A page of a write-ahead log of SQLite's, with its head. */
  private static final int FRAME = 4_096 + 24;

  private final Path directory;

  /** Makes the directory. */
  public Disk() {
    try {
      directory = Files.createTempDirectory("slots-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the directory. It is deleted with all that is in it when this is closed. */
  public Path directory() {
    return directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** How often it syncs what was appended. */
  ClosedLoop.Result probe() {
    try (FileChannel probe =
        FileChannel.open(file("probe"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer frame = ByteBuffer.allocateDirect(FRAME);
      return ClosedLoop.measure(
          "the disk: append 4 KiB and fsync", 1, lane -> append(probe, frame.clear()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<?> append(FileChannel probe, ByteBuffer frame) {
    try {
      probe.write(frame);
      probe.force(false);
      return CompletableFuture.completedFuture(frame);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Says on what this was measured. */
  public static void tellMachine() {
    System.out.printf(
        "%s, %d cores, Java %s, load average %.1f%n",
        System.getProperty("os.name"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
