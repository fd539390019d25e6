package io.slots.haproxy;

import io.slots.spi.Router;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** With real requests, through a real HAProxy, to real instances. */
@SharedHaproxy
final class HaproxyRouterConformanceTest implements RouterConformance {
  private final Rig rig;
  private final HaproxyDataPlane dataPlane;

  HaproxyRouterConformanceTest(TestHaproxy haproxy) {
    rig = new Rig(haproxy);
    dataPlane = new HaproxyDataPlane(haproxy.port);
  }

  @AfterEach
  void close() throws IOException {
    dataPlane.close();
    rig.close();
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
