package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Effect;
import io.slots.operation.RouteEdit;
import io.slots.operation.StepName;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.operation.Warning;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S5.1: a preview touches nothing, and an undisturbed swap does exactly what it lists. */
class PreviewTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void deploy() {
    kit.stagingAndProduction(2);
    kit.slots()
        .slots()
        .deploy(
            SHOP,
            STAGING,
            Content.builder().id(ContentId.of("v3")).version("v3").addWarmUpPaths("/cache").build())
        .await();
  }

  @Test
  @DisplayName("S5.1 the swap does what the preview listed, in every kind of settings")
  void swap_undisturbed_doesWhatThePreviewListed() {
    assertPreviewIsKept();
    kit.slots().slots().configure(SHOP, PRODUCTION, sticky("DB", "production-db"));
    assertPreviewIsKept();
    kit.slots().slots().configure(SHOP, STAGING, sticky("WEBSITE_LOCAL_CACHE_OPTION", "Always"));
    assertPreviewIsKept();
    assertPreviewIsKept();
    kit.slots()
        .slots()
        .configure(SHOP, PRODUCTION, sticky("WEBSITE_SWAP_WARMUP_PING_STATUSES", "204"));
    kit.faults()
        .on(io.slots.effect.Probe.class::isInstance)
        .answer(new io.slots.effect.ProbeAnswer.Responded(204));
    kit.slots().slots().configure(SHOP, STAGING, sticky("AzureWebJobsSecretStorageType", "files"));
    assertPreviewIsKept();
  }

  private void assertPreviewIsKept() {
    kit.forgetCalls();
    AppRecord before = record();
    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));
    assertThat(preview.refusals()).isEmpty();
    assertThat(kit.calls()).isEmpty();
    assertThat(record()).isEqualTo(before);

    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

    List<Effect> listed =
        preview.steps().stream().flatMap(step -> step.effects().stream()).toList();
    assertThat(kit.calls())
        .extracting(RecordedCall::effect)
        .containsExactlyInAnyOrderElementsOf(listed);
    assertThat(kit.slots().apps().get(SHOP).production().settings())
        .isEqualTo(preview.settings().orElseThrow().targetAfter());
    assertThat(kit.slots().apps().get(SHOP).slot(STAGING).settings())
        .isEqualTo(preview.settings().orElseThrow().sourceAfter());
  }

  @Test
  @DisplayName("S5.1 a preview lists every rule that would refuse")
  void preview_refused_listsEveryReason() {
    kit.slots().slots().stop(SHOP, STAGING);
    kit.slots().slots().stop(SHOP, PRODUCTION);

    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));

    assertThat(preview.isAllowed()).isFalse();
    assertThat(preview.steps()).isEmpty();
    assertThat(preview.refusals())
        .extracting(Refusal::problem)
        .containsExactly("slot \"staging\" is stopped", "slot \"production\" is stopped");
  }

  @Test
  @DisplayName("S1.7 a preview during a swap lists the conflict")
  void preview_duringASwap_listsTheConflict() {
    var swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

    assertThat(kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).refusals())
        .extracting(Refusal::rule)
        .containsExactly(Rule.of(1, 7));
    swap.await();
  }

  @Test
  @DisplayName("S3.6 a preview warns of what may surprise")
  void preview_warns() {
    kit.slots().slots().configure(SHOP, STAGING, sticky("ONLY_IN_STAGING", "marker-secret"));

    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));

    assertThat(preview.warnings()).extracting(Warning::rule).contains(Rule.of(3, 6));
    assertThat(preview.toString())
        .contains("WARNING  S3.6")
        .contains("ONLY_IN_STAGING")
        .doesNotContain("marker-secret");
  }

  @Test
  @DisplayName("S5.1 the changes of routes lead from the routes now to those after the swap")
  void preview_routeEdits_leadFromBeforeToAfter() {
    kit.slots().slots().configure(SHOP, PRODUCTION, sticky("DB", "production-db"));
    kit.slots().slots().configure(SHOP, STAGING, sticky("DB", "staging-db"));
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));
    Map<HostName, List<InstanceId>> routes = routes();

    for (RouteEdit edit : preview.routeEdits()) {
      assertThat(routes.put(edit.host(), edit.after())).isEqualTo(edit.before());
    }
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

    assertThat(routes()).isEqualTo(routes);
    assertThat(preview.routeEdits())
        .extracting(RouteEdit::step)
        .containsExactly(
            StepName.DRAIN_SOURCE,
            StepName.AWAIT_INSTANCES,
            StepName.UPDATE_ROUTING,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE);
  }

  private Map<HostName, List<InstanceId>> routes() {
    App app = kit.slots().apps().get(SHOP);
    Map<HostName, List<InstanceId>> routes = new HashMap<>();
    for (SlotName slot : app.slots().keySet()) {
      routes.put(app.host(slot), kit.router().instancesOf(SHOP, slot));
    }
    return routes;
  }

  @Test
  @DisplayName("S5.1 S4.4 a preview tells which answers to the probes are accepted")
  void preview_warmUp_isTheOneOfTheSwap() {
    kit.slots()
        .slots()
        .configure(SHOP, PRODUCTION, sticky("WEBSITE_SWAP_WARMUP_PING_STATUSES", "200, 204"));

    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));

    assertThat(preview.warmUp().orElseThrow().paths()).containsExactly("/", "/cache");
    assertThat(preview.toString()).contains("accepted in warm-up        [200, 204]");
    assertThat(preview.probes()).hasSize(6);
    assertThat(preview.restarts()).hasSize(2);
  }

  private AppRecord record() {
    return kit.time().await(kit.store().find(SHOP)).orElseThrow();
  }

  private static SettingsChange sticky(String name, String value) {
    return SettingsChange.setSticky(Setting.of(name, value));
  }
}
