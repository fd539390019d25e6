package io.slots.server.content;

import io.slots.app.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a package is started: by its {@code run.sh}, or as a jar by the Java that runs the server.
 */
public final class StartCommand {
  static final String SCRIPT = "run.sh";
  static final String JAR = "app.jar";

  private static final String DOT_JAR = ".jar";

  private StartCommand() {}

  /** The file by which what is in {@code home} is started. */
  static Optional<Path> find(Path home) throws IOException {
    for (String name : List.of(SCRIPT, JAR)) {
      if (Files.isRegularFile(home.resolve(name))) {
        return Optional.of(home.resolve(name));
      }
    }
    try (Stream<Path> files = Files.list(home)) {
      List<Path> jars = files.filter(it -> it.toString().endsWith(DOT_JAR)).toList();
      return jars.size() == 1 ? Optional.of(jars.get(0)) : Optional.empty();
    }
  }

  /** The command line that starts {@code content}. */
  public static List<String> of(Content content) {
    Path start = Path.of(content.location());
    if (start.toString().endsWith(DOT_JAR)) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      return List.of(java, "-jar", start.toString());
    }
    Path home = start.toAbsolutePath().getParent();
    return List.of("sh", "-c", "cd \"$0\" && exec sh ./" + SCRIPT, String.valueOf(home));
  }
}
