package io.slots.command;

import static io.slots.command.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.slots.app.InstanceId;
import io.slots.spi.InstanceRestarter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as it stands there. */
final class UsageTest {
  @Test
  void example_ofTheReadme_isBuilt(@TempDir Path state) {
    // README
    try (CommandPlatform commands =
        CommandPlatform.builder(state) // for tokens, settings files, marks of what is under way
            .restart("/opt/shop/restart", "{instance}") // with status 0, it runs
            .stop("/opt/shop/stop", "{instance}") // with status 0, it is gone
            .addresses((app, slot, id) -> URI.create("http://10.0.0.7:" + portOf(id)))
            .timeout(Duration.ofMinutes(2))
            .build()) {
      use(commands); // Slots.builder().restarter(commands).provisioner(commands)….build()
    }
    // README
  }

  private static int portOf(InstanceId id) {
    return 1024 + id.value().length();
  }

  /** There is no such script here, and it says so. */
  private static void use(InstanceRestarter restarter) {
    var restart = Calls.restart(io.slots.app.Instance.of("one", "http://10.0.0.7:1027"), "");
    assertThat(Calls.failed(restarter.restart(restart, call(1))))
        .hasMessageContaining("does not start \"/opt/shop/restart\"");
  }

  @Test
  void example_isThatOfTheReadme() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/slots/command/UsageTest.java"));
    List<String> parts = Splitter.on("    // README\n").splitToList(source);
    String example =
        parts
            .get(1)
            .lines()
            .map(line -> line.replaceFirst(" {4}", ""))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("README.md"))).contains(example);
  }
}
