package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.app.AppName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of a call where HAProxy is not, and what is left of it. */
class NobodyThereTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private final Path directory;

  NobodyThereTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void socketThatIsNotThere_isNamed() throws IOException {
    Path socket = directory.resolve("stats.sock");

    assertThatExceptionOfType(HaproxyException.class)
        .isThrownBy(() -> ask(UnixDomainSocketAddress.of(socket)))
        .withMessageContaining("cannot talk to HAProxy at " + socket);
  }

  @Test
  void hostThatIsNotKnown_isNamed_andLeavesNothingOpen() throws IOException {
    Assumptions.assumeTrue(Files.exists(OPEN_FILES), "needs /proc, which tells what is open");
    SocketAddress unknown = InetSocketAddress.createUnresolved("haproxy.invalid", 9999);
    assertThatExceptionOfType(HaproxyException.class)
        .isThrownBy(() -> ask(unknown))
        .withMessageContaining("haproxy.invalid");
    long before = openFiles();

    ask30Times(unknown);

    assertThat(openFiles()).isLessThan(before + 30);
  }

  private void ask30Times(SocketAddress unknown) {
    for (int i = 0; i < 30; i++) {
      assertThatExceptionOfType(HaproxyException.class).isThrownBy(() -> ask(unknown));
    }
  }

  private void ask(SocketAddress socket) throws IOException {
    HaproxyConfig.of(directory, directory.resolve("stats.sock"), "127.0.0.1:0")
        .writeTo(directory.resolve("haproxy.cfg"));
    try (HaproxyRouter router =
        HaproxyRouter.builder(directory)
            .statsSocket(socket)
            .silence(Duration.ofMillis(1))
            .build(Runnable::run)) {
      Object unused = Rig.await(router.inForce(AppName.of("shop")));
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.count();
    }
  }
}
