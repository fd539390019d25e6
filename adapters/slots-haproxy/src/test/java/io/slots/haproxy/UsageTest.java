package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as it stands there. */
class UsageTest {
  @Test
  void example_ofTheReadme_routes(@TempDir Path directory) throws IOException {
    try (Rig rig = new Rig(directory)) {
      ExecutorService executor = rig.executor;
      Path state = rig.haproxy.state();
      Path socket = rig.haproxy.socket();
      Path master = rig.haproxy.masterSocket();
      // README
      HaproxyConfig.of(state, socket, "127.0.0.1:8080").writeTo(directory.resolve("example.cfg"));
      // haproxy -W -S <master> -f <directory>/example.cfg -f <state>/backends.cfg

      try (HaproxyRouter router =
          HaproxyRouter.builder(state).statsSocket(socket).masterSocket(master).build(executor)) {
        use(router); // Slots.builder().router(router)….build()
      }
      // README
      RoutingTable table = Tables.of("shop", 1).production(rig.instance("v1").get()).build();
      assertThat(rig.answer(table)).isInstanceOf(RoutesAnswer.InForce.class);
    }
  }

  private static void use(Router router) {
    assertThat(Rig.await(router.inForce(io.slots.app.AppName.of("shop")))).isEmpty();
  }

  @Test
  void example_isThatOfTheReadme() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/slots/haproxy/UsageTest.java"));
    List<String> parts = Splitter.on("      // README\n").splitToList(source);
    String example =
        parts
            .get(1)
            .lines()
            .map(line -> line.replaceFirst(" {6}", ""))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("README.md"))).contains(example);
  }
}
