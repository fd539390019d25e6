package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsDifference;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.StickyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwapPreviewTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final Content V2 = Content.of("v2");

  private static final Settings SOURCE =
      Settings.of(Setting.of("GREETING", "hunter2"), Setting.of("DB", "hunter3"));
  private static final Settings TARGET =
      Settings.of(
          Setting.of("GREETING", "hunter4"),
          Setting.of("DB", "hunter5"),
          Setting.of("ONLY_HERE", "hunter6"));

  private static final SettingsExchange EXCHANGE =
      SettingsExchange.of(
          SettingsPolicy.functions2019()
              .stickiness(
                  StickyNames.of(SettingKey.appSetting("DB")), List.of(SOURCE, TARGET), true),
          SOURCE,
          TARGET);

  private static Instance instance(int number) {
    return Instance.of("shop-v2-" + number, "http://127.0.0.1:" + number);
  }

  private static SwapPreview.Builder preview() {
    return SwapPreview.builder()
        .request(SwapRequest.of(SHOP, STAGING))
        .sourceBefore(SOURCE)
        .targetBefore(TARGET)
        .settings(EXCHANGE)
        .limits(Limits.defaults());
  }

  private static SwapPreview allowed() {
    App app =
        App.of(SHOP, Plan.premium(2))
            .withNewSlot(Slot.named(STAGING), LimitationPolicy.standard())
            .withSlot(
                SlotName.PRODUCTION,
                slot ->
                    slot.withDeployed(
                        Optional.of(Deployed.of(V2, List.of(instance(1), instance(2))))));
    List<Effect> restarts = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      restarts.add(
          new Restart(
              SHOP, SlotName.PRODUCTION, V2, instance(i), EXCHANGE.sourceEffectiveDuring()));
    }
    List<Effect> probes =
        List.of(new Probe(SHOP, instance(1), app.host(STAGING), "/health", Duration.ofSeconds(90)));
    return preview()
        .addWarnings(new Warning(Rule.of(3, 6), "app setting ONLY_HERE will leave production"))
        .addSteps(
            new PlannedStep(StepName.APPLY_SETTINGS, restarts),
            new PlannedStep(StepName.INITIALIZE_LOCAL_CACHE, List.of()),
            new PlannedStep(StepName.WARM_UP, probes),
            new PlannedStep(
                StepName.UPDATE_ROUTING,
                List.of(new PublishRoutes(RoutingTable.of(app, new RoutingGeneration(3, 17))))))
        .limits(Limits.builder().drain(Duration.ofMillis(1500)).build())
        .build();
  }

  @Test
  @DisplayName("S5.1 S3.7 a preview is a table that a person can read, and shows no value")
  void toString_allowed_isATable() {
    assertThat(allowed())
        .hasToString(
            """
            Swap staging into production of shop
              settings of production (target)  after the swap
              -------------------------------  --------------
              app setting GREETING             * gets another value
              app setting ONLY_HERE            - leaves
              settings of staging (source)  after the swap
              ----------------------------  --------------
              app setting GREETING          * gets another value
              app setting ONLY_HERE         + comes
              WARNING  S3.6: app setting ONLY_HERE will leave production
              step                    what it does
              ----------------------  ------------
              apply settings          restart shop-v2-1 as production
                                      restart shop-v2-2 as production
                                      restart shop-v2-3 as production
                                      restart shop-v2-4 as production
                                      restart shop-v2-5 as production
                                      restart shop-v2-6 as production
                                      restart shop-v2-7 as production
                                      restart shop-v2-8 as production
                                      and 2 more
              initialize local cache  nothing to do
              warm up                 GET /health on shop-v2-1
              update routing          route shop.localhost → shop-v2-1, shop-v2-2; shop-staging.localhost → nothing
              Limits: restart 230 s, warm-up request 90 s, drain 1500 ms, overall until the switch 1800 s
            """);
    assertThat(allowed().toString()).doesNotContain("hunter");
    assertThat(allowed().isAllowed()).isTrue();
  }

  @Test
  @DisplayName("S5.1 a preview names every rule that would refuse the swap, and plans nothing then")
  void toString_refused_tellsWhy() {
    SwapPreview refused =
        SwapPreview.builder()
            .request(SwapRequest.of(SHOP, STAGING))
            .sourceBefore(Settings.none())
            .targetBefore(Settings.none())
            .limits(Limits.defaults())
            .addRefusals(
                Refusal.of(Rule.of(4, 8), "slot \"staging\" has no content", "deploy to it first"),
                Refusal.of(Rule.of(4, 8), "slot \"staging\" is stopped", "start it"))
            .build();

    assertThat(refused)
        .hasToString(
            """
            Swap staging into production of shop
              REFUSED  S4.8: slot "staging" has no content; deploy to it first
              REFUSED  S4.8: slot "staging" is stopped; start it
              settings of production (target)  after the swap
              -------------------------------  --------------
              (no setting)                     changes
              settings of staging (source)  after the swap
              ----------------------------  --------------
              (no setting)                  changes
            """);
    assertThat(refused.isAllowed()).isFalse();
    assertThat(refused.sourceDifferences()).isEmpty();
    assertThat(refused.targetDifferences()).isEmpty();
  }

  @Test
  @DisplayName("S5.1 the differences are told slot by slot")
  void differences_areOfEachSlot() {
    assertThat(preview().build().sourceDifferences())
        .map(SettingsDifference::kind)
        .containsExactly(SettingsDifference.Kind.CHANGED, SettingsDifference.Kind.ADDED);
    assertThat(preview().build().targetDifferences())
        .map(SettingsDifference::kind)
        .containsExactly(SettingsDifference.Kind.CHANGED, SettingsDifference.Kind.REMOVED);
  }

  @Test
  @DisplayName(
      "S4 a swap goes into production and preserves the virtual network, unless asked otherwise")
  void request_defaults() {
    SwapRequest request = SwapRequest.of(SHOP, STAGING);

    assertThat(request.target()).isEqualTo(SlotName.PRODUCTION);
    assertThat(request.preserveVnet()).isTrue();
    assertThat(request.limits()).isEmpty();
    assertThat(request.requestId()).isEmpty();
    assertThat(SwapRequest.of(SHOP, STAGING, SlotName.of("qa")).target())
        .isEqualTo(SlotName.of("qa"));
  }
}
