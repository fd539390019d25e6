package io.slots.proxy;

import io.slots.spi.Router;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** As the embedded proxy, with tables that are on the disk before they are in force. */
final class KeptProxyConformanceTest implements RouterConformance {
  private final Rig rig;
  private final DataPlane dataPlane;

  KeptProxyConformanceTest(@TempDir Path directory) {
    rig = new Rig(builder -> builder.directory(directory));
    dataPlane = new ProxyDataPlane(rig);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  public String name() {
    return "EmbeddedProxy with a directory";
  }

  @Override
  public Router router() {
    return rig.proxy;
  }

  @Override
  public DataPlane dataPlane() {
    return dataPlane;
  }

  @Override
  public Duration patience() {
    return Rig.PATIENCE;
  }
}
