package io.slots.benchmarks.proxy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Java program in a process of its own, which takes a line and answers with one. */
final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer lines;

  private JavaProcess(Process process) {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    lines = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts the program. */
  static JavaProcess start(Class<?> program, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dorg.slf4j.simpleLogger.log.io.slots=error",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits for its next line. */
  String read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("process " + process.pid() + " has ended");
    }
    return line;
  }

  /** Says a line, and waits for the answer. */
  String ask(String line) throws IOException {
    lines.write(line + "\n");
    lines.flush();
    return read();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
