package io.slots.testkit.conformance;

import io.slots.spi.Router;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Set;

final class FakeRouterConformanceTest implements RouterConformance {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final DataPlane dataPlane = new FakeDataPlane(kit.router());

  @Override
  public String name() {
    return "FakeRouter";
  }

  @Override
  public Router router() {
    return kit.router();
  }

  @Override
  public DataPlane dataPlane() {
    return dataPlane;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(kit.time());
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.SEVERAL_THREADS);
  }
}
