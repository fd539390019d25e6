package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.haproxy.cli.MapEntry;
import io.slots.haproxy.cli.SaidNoException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final List<MapEntry> MAP = List.of(MapEntry.parse("shop.test slots-1"));

  private final Path path;

  StateDirectoryTest(@TempDir Path path) {
    this.path = path;
  }

  @Test
  void files_canBeReadByAHaproxyOfAnotherUser_asFarAsTheUmaskLets() throws IOException {
    Assumptions.assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
    try (StateDirectory directory = new StateDirectory(path)) {
      directory.create("backend slots-1\n");
      directory.stageMap(MAP).place();
      directory.writeBackends("backend slots-2\n");

      Path plain = Files.createFile(path.resolve("plain"));
      for (Path file : List.of(directory.map(), directory.backends())) {
        assertThat(Files.getAttribute(file, "unix:mode"))
            .isEqualTo(Files.getAttribute(plain, "unix:mode"));
      }
    }
  }

  @Test
  void stagedMap_isNotThere_untilItIsPlaced() throws IOException {
    try (StateDirectory directory = new StateDirectory(path)) {
      directory.create("");
      var staged = directory.stageMap(MAP);
      assertThat(directory.readMap()).isEmpty();

      staged.place();

      assertThat(directory.readMap()).isEqualTo(MAP);
    }
  }

  @Test
  void lockThatAnotherOrchestratorHolds_failsTheCall_asHaproxysFailuresDo()
      throws IOException, SaidNoException {
    try (StateDirectory one = new StateDirectory(path);
        StateDirectory two = new StateDirectory(path)) {
      one.create("");
      one.exclusively(
          SHORT,
          () -> {
            assertThatExceptionOfType(HaproxyException.class)
                .isThrownBy(() -> two.exclusively(SHORT, () -> "never"))
                .withMessageContaining("another process has held " + path.resolve("lock"))
                .withMessageContaining("Nothing was done");
            return "done";
          });
      assertThat(two.exclusively(SHORT, () -> "now")).isEqualTo("now");
    }
  }
}
