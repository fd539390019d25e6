package io.slots.examples.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another part of this program, in a process of its own, that can be killed and made to stand
 * still. Thread-safe.
 */
final class ChildJvm implements AutoCloseable {
  private static final Duration END_WITHIN = Duration.ofSeconds(40);

  private final String name;
  private final Process process;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param name what it is called
   * @param main whose {@code main} it runs
   * @param arguments what it is told
   * @param log to where its standard error is appended
   * @param lines takes each line of its standard output, on a thread of its own
   */
  static ChildJvm start(
      String name, Class<?> main, List<String> arguments, Path log, Consumer<String> lines) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", ClassPath.ofThisProgram(), main.getName()));
    words.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Thread reader = new Thread(() -> read(process, lines), name + "-lines");
      reader.setDaemon(true);
      reader.start();
      return new ChildJvm(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that is killed may leave a line half written: the last one counts if it is whole. */
  private static void read(Process process, Consumer<String> lines) {
    try (BufferedReader out = process.inputReader(UTF_8)) {
      StringBuilder line = new StringBuilder();
      for (int c = out.read(); c >= 0; c = out.read()) {
        if (c == '\n') {
          lines.accept(line.toString().strip());
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      // The pipe was closed under the reader, because the process was killed: nothing more comes.
      return;
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it outright, as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    int unused = process.destroyForcibly().waitFor();
  }

  /** Kills it outright, and does not wait. */
  void destroy() {
    Process unused = process.destroyForcibly();
  }

  /** Makes it stand still. */
  void stop() throws InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  void goOn() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException(name + " does not take SIG" + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it end by itself, or kills it if it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      destroy();
    } catch (InterruptedException e) {
      destroy();
      Thread.currentThread().interrupt();
    }
  }
}
