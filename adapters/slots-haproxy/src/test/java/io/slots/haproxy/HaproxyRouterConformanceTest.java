package io.slots.haproxy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.slots.spi.Router;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** With real requests, through a real HAProxy, to real instances. */
final class HaproxyRouterConformanceTest implements RouterConformance {
  private final Path directory = temporary();
  private final Rig rig = new Rig(directory);
  private final HaproxyDataPlane dataPlane = new HaproxyDataPlane(rig.haproxy.port);

  private static Path temporary() {
    try {
      return Files.createTempDirectory("slots-haproxy");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    dataPlane.close();
    rig.close();
    MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  @Override
  public String name() {
    return "HaproxyRouter";
  }

  @Override
  public Router router() {
    return rig.router;
  }

  @Override
  public DataPlane dataPlane() {
    return dataPlane;
  }

  @Override
  public Duration patience() {
    return TestHaproxy.PATIENCE;
  }
}
