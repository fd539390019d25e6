package io.slots.testkit.conformance.planted;

import com.google.common.collect.Sets;
import io.slots.spi.Router;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import io.slots.testkit.conformance.Waiting;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlantedFault.class)
final class RouterCase implements RouterConformance {
  private final RouterFault fault;
  private final VirtualTime time = VirtualTime.create();
  private final PlantedRouter router;

  RouterCase(RouterFault fault) {
    this.fault = fault;
    router = new PlantedRouter(fault, new Delays(time));
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public DataPlane dataPlane() {
    return router;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return Sets.union(fault.unsupported(), EnumSet.of(Capability.SEVERAL_THREADS));
  }
}
