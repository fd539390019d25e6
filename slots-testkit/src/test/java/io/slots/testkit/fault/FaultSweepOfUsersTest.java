package io.slots.testkit.fault;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;

import io.slots.app.Content;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Flows as users write them, swept. */
class FaultSweepOfUsersTest {
  private static final FaultSweep SWAP =
      FaultSweep.given(stagingAndProduction()).when(kit -> kit.swap(SHOP, STAGING));

  @TestFactory
  Stream<DynamicTest> swap_everyCallAndWriteWithEveryFault() {
    return SWAP.tests();
  }

  @TestFactory
  Stream<DynamicTest> swap_everyCallFromOneOn() {
    return SWAP.storeFaults().lasting(Duration.ofHours(3)).tests();
  }

  @TestFactory
  Stream<DynamicTest> releaseAndRollback_everyFault() {
    return FaultSweep.given(stagingAndProduction().workers(1).warmedUpAt("/warm"))
        .when(kit -> kit.carryOut(it -> it.slots().deploy(SHOP, STAGING, Content.of("v3"))))
        .when(kit -> kit.swap(SHOP, STAGING))
        .when(kit -> kit.swap(SHOP, STAGING))
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> previewWithAShare_drawn() {
    return FaultSweep.given(stagingAndProduction().deployed(CANARY, "v3").share(CANARY, 10))
        .when(kit -> kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).awaitPause())
        .when(kit -> kit.carryOut(it -> it.swaps().complete(SHOP, PRODUCTION)))
        .seeds(1, 200);
  }
}
