package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.slots.modular.Embedder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store works as a named module among named modules, where a module's files are for itself
 * alone. All other tests run on the class path, where that is not so.
 */
final class ModulePathTest {
  /**
   * What a user gets with slots-jdbc, and a logger. Not the tests' own libraries: all modules
   * without a description are taken together, and not all of those go together.
   */
  private static final Pattern MODULES =
      Pattern.compile(
          ".*(slots-(api|form|jdbc)[/\\\\]target[/\\\\]classes"
              + "|[/\\\\](slots-api|slots-form|guava|failureaccess|jspecify|jackson-|HikariCP"
              + "|flyway-|slf4j-|sqlite-jdbc|postgresql)[^/\\\\]*\\.jar)");

  private static List<String> classPath() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToList(System.getProperty("java.class.path", ""));
  }

  /** What the embedder printed, errors and all. */
  private static String embed(String kind, String where) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--module-path");
    command.add(
        classPath().stream()
            .filter(it -> MODULES.matcher(it).matches())
            .collect(joining(File.pathSeparator)));
    command.add("--add-modules");
    command.add("io.slots.jdbc,org.postgresql.jdbc");
    command.add("-cp");
    command.add(
        classPath().stream()
            .filter(it -> it.endsWith("test-classes"))
            .collect(joining(File.pathSeparator)));
    command.add(Embedder.class.getName());
    command.add(kind);
    command.add(where);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Test
  void sqlite_onTheModulePath_isMadeAndOpenedAgain(@TempDir Path directory) throws IOException {
    String file = directory.resolve("slots.db").toString();

    assertThat(embed("file", file)).contains("io.slots.jdbc has 0 apps");
    assertThat(embed("file", file)).contains("io.slots.jdbc has 0 apps");
  }

  @Test
  void postgresql_onTheModulePath_isMadeAndOpenedAgain(@TempDir Path directory) throws IOException {
    try (Postgres postgres = Postgres.start(directory)) {
      String port = String.valueOf(postgres.port());

      assertThat(embed("server", port)).contains("io.slots.jdbc has 0 apps");
      assertThat(embed("server", port)).contains("io.slots.jdbc has 0 apps");
    }
  }
}
