package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import io.slots.testkit.conformance.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledTest {
  private static final int KILLS = 20;

  @Test
  @DisplayName("S9.6 whenever the process is killed, every write that was acknowledged is there")
  void kill_atAnyMoment_losesNothingAcknowledged(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("slots.db");
    Random random = new Random(2);
    long[] acknowledged = new long[Writer.APPS];

    for (int kill = 0; kill < KILLS; kill++) {
      writeAndKill(file, random.nextInt(300), acknowledged);
      try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
        for (int app = 0; app < Writer.APPS; app++) {
          check(store, app, acknowledged[app]);
        }
      }
    }
    assertThat(acknowledged).as("writes that were acknowledged").doesNotContain(0);
  }

  private static void writeAndKill(Path file, int lines, long[] acknowledged) throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = writer.inputReader(UTF_8)) {
      assertThat(said.readLine()).isNotNull();
      assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("held by process " + writer.pid() + " since ");
      int read = 0;
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        note(line, acknowledged);
        if (read++ == lines) {
          // By its handle: the process itself would close what it has still to say.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.toHandle().destroyForcibly();
      writer.onExit().join();
    }
  }

  private static void note(String line, long[] acknowledged) {
    List<String> words = Splitter.on(' ').splitToList(line);
    if (words.size() == 2) {
      acknowledged[Integer.parseInt(words.get(0))] = Long.parseLong(words.get(1));
    }
  }

  private static void check(JdbcSlotStore store, int app, long acknowledged) {
    if (acknowledged == 0) {
      return;
    }
    AppRecord found = get(store.find(Writer.app(app))).orElseThrow();
    assertThat(found.version())
        .as("one write of app %s may be there without an answer", app)
        .isBetween(acknowledged, acknowledged + 1);
    AppRecord expected = Records.first(Writer.app(app));
    for (int version = 1; version < found.version(); version++) {
      expected = Writer.next(expected);
    }
    assertThat(found).isEqualTo(expected);
    List<EndedOperation> history = get(store.history(found.name(), 1));
    if (found.version() > 1) {
      assertThat(history.get(0).id().value()).isEqualTo("op-" + found.version());
    }
  }
}
