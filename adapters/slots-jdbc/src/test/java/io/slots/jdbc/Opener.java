package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/** Another process that wants a store's file: it opens the store, says how that went, and ends. */
final class Opener {
  static final String OPENED = "opened";

  private Opener() {}

  /** Runs it on {@code file}, and returns {@link #OPENED} or the message of the refusal. */
  static String ask(Path file) throws IOException {
    return ask(file, "target/test.log");
  }

  /** The same, whose log goes to {@code log}. */
  static String ask(Path file, String log) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.logFile=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** Opens the store in the file that is named. */
  public static void main(String[] arguments) {
    try {
      JdbcSlotStore.sqlite(Path.of(arguments[0])).close();
      System.out.println(OPENED);
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }
}
