package io.slots.testkit.fault;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;

import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.TrafficShare;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** S9: flows as users write them, swept. */
@Tag("sweep")
class SweptFlowsTest {
  private static final FaultSweep SWAP =
      FaultSweep.given(stagingAndProduction()).when(kit -> kit.swap(SHOP, STAGING));

  @TestFactory
  @DisplayName("S9.1 S9.2 S9.3 a swap, every call and every write with every fault")
  Stream<DynamicTest> swap_everyCallAndWriteWithEveryFault() {
    return Stride.taken(SWAP.tests());
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 a swap, every call from one on with every fault, for hours")
  Stream<DynamicTest> swap_everyCallFromOneOn() {
    return Stride.taken(SWAP.storeFaults().lasting(Duration.ofHours(3)).tests());
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 S9.3 a release and its rollback, every call and write with every fault")
  Stream<DynamicTest> releaseAndRollback_everyFault() {
    return Stride.taken(
        FaultSweep.given(stagingAndProduction().workers(1).warmedUpAt("/warm"))
            .when(kit -> kit.carryOut(it -> it.slots().deploy(SHOP, STAGING, Content.of("v3"))))
            .when(kit -> kit.swap(SHOP, STAGING))
            .when(kit -> kit.swap(SHOP, STAGING))
            .tests());
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 S9.3 a preview beside a share of traffic, faults drawn from seeds")
  Stream<DynamicTest> previewWithAShare_drawn() {
    return Stride.taken(
        FaultSweep.given(stagingAndProduction().deployed(CANARY, "v3").share(CANARY, 10))
            .when(kit -> kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).awaitPause())
            .when(kit -> kit.carryOut(it -> it.swaps().complete(SHOP, PRODUCTION)))
            .seeds(1, 200));
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 S9.3 all that changes an app, every call and write with every fault")
  Stream<DynamicTest> everythingElse_everyFault() {
    return Stride.taken(
        FaultSweep.given(stagingAndProduction().workers(1))
            .when(kit -> kit.slots().slots().create(SHOP, CANARY, Cloning.of(PRODUCTION)))
            .when(kit -> kit.carryOut(it -> it.slots().deploy(SHOP, CANARY, Content.of("v3"))))
            .when(kit -> kit.slots().slots().route(SHOP, List.of(TrafficShare.of(CANARY, 10))))
            .when(kit -> kit.slots().slots().stop(SHOP, STAGING))
            .when(kit -> kit.slots().slots().start(SHOP, STAGING))
            .when(kit -> kit.carryOut(it -> it.apps().scale(SHOP, 2)))
            .when(kit -> kit.slots().slots().route(SHOP, List.of()))
            .when(kit -> kit.carryOut(it -> it.slots().delete(SHOP, CANARY)))
            .when(kit -> kit.carryOut(it -> it.apps().deleteWithSlots(SHOP)))
            .tests());
  }
}
