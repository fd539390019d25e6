package io.slots.proxy;

import io.slots.spi.Router;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** With real requests, through the proxy, to real instances. */
final class EmbeddedProxyConformanceTest implements RouterConformance {
  private final Rig rig = new Rig();
  private final DataPlane dataPlane = new ProxyDataPlane(rig);

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  public String name() {
    return "EmbeddedProxy";
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
