package io.slots.testkit.readme;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.core.SwapEngine;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.junit.SlotsTest;
import org.junit.jupiter.api.Test;

// tag::five[]
@SlotsTest
class ReleasesTest {
  @Test
  void aBrokenReleaseLeavesProductionAlone(SlotsTestKit kit, SwapEngine swaps) {
    kit.given(stagingAndProduction()); // v1 in production, v2 in staging
    kit.faults().on(restarts()).nth(2).failBefore("out of memory");

    String said = new Releases(swaps).promote(SHOP); // your code, on the real engine

    assertThat(said).isEqualTo("still the old one");
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v1");
  }
}
// end::five[]
