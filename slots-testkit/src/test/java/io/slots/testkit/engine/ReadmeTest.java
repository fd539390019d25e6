package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.effect.Restart;
import io.slots.operation.LimitsChange;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines under "What else there is" in the README do what is said there. */
class ReadmeTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Slots slots = kit.slots();
  private final SwapEngine swaps = slots.swaps();
  private final AppName shop = SHOP;
  private final SlotName staging = STAGING;
  private final SwapRequest swap = SwapRequest.of(shop, staging);

  @Test
  void furtherLines() {
    Shop.sticky(kit, 2);

    swaps.prepare(swap).awaitPause();
    assertThat(swaps.complete(shop, staging).await()).isInstanceOf(Outcome.Completed.class);
    assertThat(production()).isEqualTo("v2");

    LimitsChange instant = LimitsChange.builder().keepWarm(Duration.ofMinutes(10)).build();
    Running promoted =
        swaps.swap(SwapRequest.builder().app(shop).source(staging).limits(instant).build());
    promoted.await();
    kit.forgetCalls();
    swaps.rollback(shop, promoted.id()).await();
    assertThat(kit.calls()).noneMatch(call -> call.effect() instanceof Restart);
    assertThat(production()).isEqualTo("v2");

    assertThat(swaps.bringVersion(VersionRequest.of(shop, "v1")).orElseThrow().await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(swaps.bringVersion(VersionRequest.of(shop, "v1"))).isEmpty();

    swaps.autoSwap(shop, staging, PRODUCTION);
    Outcome deployed = slots.slots().deploy(shop, staging, Content.of("v3")).await();
    slots.operations().follow(shop, deployed.report().followedBy().orElseThrow()).await();
    assertThat(production()).isEqualTo("v3");

    SlotName qa = SlotName.of("qa");
    slots.slots().create(shop, qa, Cloning.of(PRODUCTION));
    slots.slots().route(shop, List.of(TrafficShare.of(staging, 12.5)));
    slots.apps().scale(shop, 4).await();
    assertThat(kit.router().instancesOf(shop, PRODUCTION)).hasSize(4);
    List<InstanceId> former = kit.router().instancesOf(shop, PRODUCTION);
    assertThat(slots.slots().restart(shop, PRODUCTION).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(shop, PRODUCTION))
        .hasSize(4)
        .doesNotContainAnyElementsOf(former);
    slots.slots().delete(shop, qa).await();
    assertThat(slots.apps().get(shop).find(qa)).isEmpty();
    kit.router().restart();
    slots.apps().republish(shop);
    assertThat(kit.router().instancesOf(shop, PRODUCTION)).hasSize(4);

    List<Object> printed = new ArrayList<>();
    slots.operations().waits(shop).forEach(printed::add);
    assertThat(printed).isEmpty();
    assertThat(slots.operations().history(shop, 10).toString()).contains("delete slot qa");
  }

  private String production() {
    return slots.apps().get(shop).production().deployed().orElseThrow().content().version();
  }
}
