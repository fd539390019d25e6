package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.operation.Outcome;
import io.slots.operation.RoutesNotInForceException;
import io.slots.operation.SwapRequest;
import io.slots.operation.Warning;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S7: traffic rules, as far as the engine has to do with them. */
class TrafficTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final List<TrafficShare> SHARES =
      List.of(TrafficShare.of(STAGING, 12.5), TrafficShare.of(CANARY, 0));

  private static final SettingsChange LOCAL_CACHE =
      SettingsChange.set(Setting.of("WEBSITE_LOCAL_CACHE_OPTION", "Always"));

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);

  @BeforeEach
  void route() {
    kit.slots().slots().create(SHOP, CANARY);
    kit.slots().slots().route(SHOP, SHARES);
    kit.forgetCalls();
  }

  @Test
  @DisplayName("S7.1 shares that are set take the place of all that were set before")
  void route_again_replaces() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(CANARY, 100)));
    assertThat(latest().route(PRODUCTION).orElseThrow().shares())
        .isEqualTo(shop.app().traffic())
        .containsExactly(TrafficShare.of(CANARY, 100));

    kit.slots().slots().route(SHOP, List.of());
    assertThat(shop.app().traffic()).isEmpty();
    assertThat(latest().route(PRODUCTION).orElseThrow().shares()).isEmpty();
  }

  @Test
  @DisplayName("S9.1 a slot that had no share is warmed up before it gets one, without a restart")
  void route_toAColdSlot_warmsItUp() {
    kit.slots().slots().route(SHOP, List.of());
    kit.slots().slots().deploy(SHOP, STAGING, content()).await();
    kit.forgetCalls();

    kit.slots().slots().route(SHOP, SHARES);

    assertThat(kit.calls().stream().map(it -> it.effect().describe()))
        .filteredOn(it -> !it.startsWith("route"))
        .hasSize(4)
        .allMatch(it -> it.startsWith("GET / on") || it.startsWith("GET /warm on"));
    assertThat(kit.calls().get(4).effect()).isInstanceOf(PublishRoutes.class);
    kit.forgetCalls();
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 40)));
    assertThat(kit.calls()).as("it has a share already").hasSize(1);
  }

  private static Content content() {
    return Content.builder().id(ContentId.of("v3")).version("v3").addWarmUpPaths("/warm").build();
  }

  @Test
  @DisplayName("S9.1 a slot whose instances do not pass the warm-up gets no share")
  void route_toASlotThatDoesNotPass_changesNothing() {
    kit.slots().slots().route(SHOP, List.of());
    App before = shop.app();
    int published = kit.router().published().size();
    kit.faults()
        .on(effect -> effect instanceof Probe)
        .answer(new ProbeAnswer.Unreachable("refused"));

    assertThatThrownBy(() -> kit.slots().slots().route(SHOP, SHARES))
        .isInstanceOf(RoutesNotInForceException.class)
        .hasMessageContaining("\"route shares [staging 12.5 %, canary 0 %]\" was not done")
        .hasMessageContaining("did not answer GET /");

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.router().published()).hasSize(published);
    assertThat(kit.calls()).noneMatch(it -> it.effect() instanceof Restart);
  }

  @Test
  @DisplayName("S7.1 where the router refuses, the shares are as they were")
  void route_refusedByTheRouter_changesNothing() {
    App before = shop.app();
    kit.router().refuse("not now");

    assertThatThrownBy(() -> kit.slots().slots().route(SHOP, List.of()))
        .isInstanceOf(RoutesNotInForceException.class)
        .hasMessageContaining("the shares are as they were")
        .hasMessageContaining("not now");

    assertThat(shop.app()).isEqualTo(before);
  }

  @Test
  @DisplayName("S7.1 shares of more than 100 % or for an unknown slot are refused whole")
  void route_refused_changesNothing() {
    AppRecord before = record();

    for (List<TrafficShare> shares :
        List.of(
            List.of(TrafficShare.of(STAGING, 50), TrafficShare.of(CANARY, 50.1)),
            List.of(TrafficShare.of(STAGING, 1), TrafficShare.of(SlotName.of("qa"), 1)))) {
      assertThatThrownBy(() -> kit.slots().slots().route(SHOP, shares))
          .isInstanceOf(RefusedException.class);
    }

    assertThat(record()).isEqualTo(before);
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S7.3 a swap changes no traffic rule: it leads to the old content then")
  void swap_withRules_leavesThemToTheSlots() {
    int published = kit.router().published().size();

    assertThat(shop.swap().isDone()).isTrue();

    assertThat(shop.app().traffic()).isEqualTo(SHARES);
    List<RoutingTable> tables = kit.router().published();
    assertThat(tables.subList(published, tables.size()))
        .extracting(table -> table.route(PRODUCTION).orElseThrow().shares())
        .as("while staging is prepared its share goes to production")
        .containsOnly(SHARES, SHARES.subList(1, 2))
        .endsWith(SHARES);
    Route staging = latest().route(STAGING).orElseThrow();
    assertThat(staging.content()).contains(ContentId.of("v1"));
    assertThat(staging.instances()).hasSize(2);
    assertThat(staging.shares()).isEmpty();
    assertThat(latest().route(PRODUCTION).orElseThrow().content()).contains(ContentId.of("v2"));
  }

  @Test
  @DisplayName("S9.1 while a swap pauses, whatever else is published gives its source no share")
  void swapThatPauses_hasNoShare() {
    Running paused = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));
    assertThat(paused.awaitPause()).isTrue();
    int published = kit.router().published().size();

    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v9")).await();

    List<RoutingTable> tables = kit.router().published();
    assertThat(tables.subList(published, tables.size()))
        .isNotEmpty()
        .extracting(table -> table.route(PRODUCTION).orElseThrow().shares())
        .containsOnly(SHARES.subList(1, 2));
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertThat(kit.slots().operations().follow(SHOP, paused.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
    assertThat(latest().route(PRODUCTION).orElseThrow().shares()).isEqualTo(SHARES);
  }

  @Test
  @DisplayName(
      "S4.3 S9.1 a source with a share that only the local cache restarts is drained first")
  void localCache_restartsNothingThatServes() {
    SlotsTestKit plain = SlotsTestKit.create();
    plain.stagingAndProduction(2);
    plain.slots().slots().configure(SHOP, STAGING, LOCAL_CACHE);
    plain.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    plain.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    plain.watch(call -> assertServesNobody(plain, call));

    assertThat(plain.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await().isDone()).isTrue();

    assertThat(plain.calls()).anyMatch(it -> it.effect() instanceof Restart);
  }

  private static void assertServesNobody(SlotsTestKit kit, RecordedCall call) {
    List<RoutingTable> tables = kit.router().published();
    Route production = tables.get(tables.size() - 1).route(PRODUCTION).orElseThrow();
    if (call.effect() instanceof Restart restart && !production.shares().isEmpty()) {
      assertThat(tables.get(tables.size() - 1).route(STAGING).orElseThrow().instances())
          .extracting(Instance::id)
          .doesNotContain(restart.instance().id());
    }
  }

  @Test
  @DisplayName("S7.3 the preview warns of each rule that will lead to the old content")
  void preview_withARuleForTheSource_warns() {
    assertThat(kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).warnings())
        .filteredOn(warning -> warning.rule().equals(Rule.of(7, 3)))
        .extracting(Warning::text)
        .containsExactly(
            "the traffic rule \"staging 12.5 %\" will lead to what is in production now");

    kit.slots().slots().route(SHOP, List.of());
    assertThat(kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).warnings())
        .noneMatch(warning -> warning.rule().equals(Rule.of(7, 3)));
  }

  private RoutingTable latest() {
    List<RoutingTable> published = kit.router().published();
    return published.get(published.size() - 1);
  }

  private AppRecord record() {
    return kit.time().await(kit.store().find(SHOP)).orElseThrow();
  }
}
