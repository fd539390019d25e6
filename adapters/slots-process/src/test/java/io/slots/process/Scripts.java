package io.slots.process;

import java.nio.file.Path;
import java.util.List;

/** What the test children do, as shell scripts that stand in the content's location. */
final class Scripts {
  /** Runs the content's location in a shell. */
  static final CommandLine SHELL = content -> List.of("/bin/sh", "-c", content.location());

  /** Listens until it is asked to end. */
  static final String LISTEN = "exec " + java(ListeningChild.class);

  /** Never listens. */
  static final String SLEEP = "exec sleep 600";

  private Scripts() {}

  /** The command that runs a main class of the tests. */
  static String java(Class<?> main, String... arguments) {
    return quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        + " -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "
        + quoted(classPath())
        + " "
        + main.getName()
        + " "
        + String.join(" ", List.of(arguments).stream().map(Scripts::quoted).toList());
  }

  private static String classPath() {
    // Surefire hands the tests a jar that only names the class path.
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
