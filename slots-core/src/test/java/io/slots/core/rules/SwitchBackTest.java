package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.LastSwap;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Limits;
import io.slots.operation.Swap;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.9: when a swap takes the last one back by routing alone. */
class SwitchBackTest {
  private static final SwapRules RULES = new SwapRules(SettingsPolicy.functions2019(), true);
  private static final Settings RUN_WITH =
      Settings.of(Setting.of("DB", "production-db"), Setting.of("OLD", "and never mind"));

  private static LastSwap last(String operation) {
    return LastSwap.builder()
        .operation(OperationId.of(operation))
        .at(Instant.EPOCH)
        .source(STAGING)
        .target(SlotName.PRODUCTION)
        .preservedVnet(true)
        .build();
  }

  /** After a swap of staging into production whose former target is kept warm. */
  private static App kept() {
    App app = Shop.of(1);
    return app.withSlot(
            STAGING,
            it ->
                it.toBuilder()
                    .deployed(Shop.deployed("v1", 1, RUN_WITH))
                    .keptWarmUntil(Instant.EPOCH.plusSeconds(60))
                    .lastSwap(last("op-1"))
                    .build())
        .withSlot(
            SlotName.PRODUCTION,
            it ->
                it.toBuilder()
                    .deployed(Shop.deployed("v2", 1, app.production().settings()))
                    .lastSwap(last("op-1"))
                    .build());
  }

  private static Swap facts(App app, SwapRequest request) {
    return RULES.facts(app, request, Limits.defaults());
  }

  private static Swap facts(App app) {
    return facts(app, SwapRequest.of(app.name(), STAGING));
  }

  @Test
  @DisplayName("S4.9 in time, with nothing changed: as they left, whatever the slots hold")
  void facts_keptAndIntact_switchesBack() {
    Swap swap = facts(kept());

    assertThat(swap.switchesBack()).isTrue();
    assertThat(swap.restartsSource()).isFalse();
    assertThat(swap.incomingSettings()).isEqualTo(RUN_WITH);
    assertThat(swap.settings().sourceEffectiveDuring()).isNotEqualTo(RUN_WITH);
  }

  @Test
  @DisplayName("S4.9 otherwise the instances get what the settings say")
  void facts_otherwise_restarts() {
    UnaryOperator<Slot> released = Slot::notKeptWarm;
    UnaryOperator<Slot> another = it -> it.toBuilder().lastSwap(last("op-2")).build();
    UnaryOperator<Slot> unknown =
        it -> it.withDeployed(it.deployed().map(Deployed::startedVariously));
    App app = kept();

    for (App changed :
        List.of(
            app.withSlot(STAGING, released),
            app.withSlot(STAGING, another),
            app.withSlot(SlotName.PRODUCTION, another),
            app.withSlot(STAGING, unknown),
            app.withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "green"))),
            app.withSettings(SlotName.PRODUCTION, SettingsChange.set(Setting.of("COLOR", "green"))),
            app.withSettings(CANARY, SettingsChange.setSticky(Setting.of("COLOR", "green"))))) {
      Swap swap = facts(changed);

      assertThat(swap.switchesBack()).isFalse();
      assertThat(swap.restartsSource()).isTrue();
      assertThat(swap.incomingSettings()).isEqualTo(swap.settings().sourceEffectiveDuring());
    }
  }

  @Test
  @DisplayName("S4.9 nor another way round, into another slot, or with another network")
  void facts_anotherSwap_restarts() {
    App app = kept();

    assertThat(facts(app, SwapRequest.of(app.name(), STAGING, CANARY)).switchesBack()).isFalse();
    assertThat(facts(app, SwapRequest.of(app.name(), SlotName.PRODUCTION, STAGING)).switchesBack())
        .isFalse();
    assertThat(
            facts(
                    app,
                    SwapRequest.builder()
                        .app(app.name())
                        .source(STAGING)
                        .preserveVnet(false)
                        .build())
                .switchesBack())
        .isFalse();
  }

  @Test
  @DisplayName("S4.9 nor the other way round from a target that is kept warm itself")
  void facts_fromTheTarget_restarts() {
    App app =
        kept()
            .withSlot(
                SlotName.PRODUCTION,
                it -> it.toBuilder().keptWarmUntil(Instant.EPOCH.plusSeconds(60)).build());

    assertThat(facts(app).switchesBack()).isTrue();
    assertThat(facts(app, SwapRequest.of(app.name(), SlotName.PRODUCTION, STAGING)).switchesBack())
        .isFalse();
  }

  @Test
  @DisplayName("S4.9 S4.3 a local cache is initialized once, not when it comes back")
  void facts_localCache() {
    Setting cache = Setting.of("WEBSITE_LOCAL_CACHE_OPTION", "Always");
    App app =
        kept()
            .withSlot(
                STAGING, it -> it.toBuilder().settings(it.settings().with(List.of(cache))).build());

    assertThat(facts(app).localCache()).isFalse();
    assertThat(facts(app.withSlot(STAGING, Slot::notKeptWarm)).localCache()).isTrue();
  }
}
