package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.rules.TwoSlots.INTO_PRODUCTION;
import static io.slots.core.rules.TwoSlots.LIMITS;
import static io.slots.core.rules.TwoSlots.STAGING;
import static io.slots.core.rules.TwoSlots.plain;
import static io.slots.core.rules.TwoSlots.set;
import static io.slots.core.rules.TwoSlots.stick;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutingGeneration;
import io.slots.operation.Limits;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepName;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.settings.SettingsPolicy;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S5.1: a preview lists what a swap would do, step by step, and does nothing. */
class RehearsalTest {
  private static final SwapRules RULES = new SwapRules(SettingsPolicy.functions2019(), true);
  private static final long TOKEN = 41;

  @Test
  @DisplayName("S5.1 a swap that restarts nothing awaits, warms up and switches")
  void plainSwap_isListed() {
    List<PlannedStep> steps = rehearse(plain());

    assertThat(steps)
        .extracting(PlannedStep::step)
        .containsExactly(StepName.AWAIT_INSTANCES, StepName.WARM_UP, StepName.UPDATE_ROUTING);
    assertThat(described(steps))
        .containsExactly(
            "GET / on v2-1",
            "GET / on v2-1",
            "route shop.localhost → v2-1; shop-staging.localhost → v1-1");
  }

  @Test
  @DisplayName("S5.1 every kind of effect is listed: drain, restart, cache, warm-up, routes, keys")
  void swapOfAllKinds_isListed() {
    App app = stick(plain(), PRODUCTION, "DB", "production-db");
    app = set(app, STAGING, "DB", "staging-db");
    app = set(app, STAGING, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
    app = set(app, STAGING, "AzureWebJobsSecretStorageType", "files");
    app = app.withTraffic(List.of(TrafficShare.of(STAGING, 10)));

    List<PlannedStep> steps = rehearse(app);

    assertThat(steps)
        .extracting(PlannedStep::step)
        .containsExactly(
            StepName.DRAIN_SOURCE,
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.INITIALIZE_LOCAL_CACHE,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.RESET_KEYS,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE);
    assertThat(described(steps))
        .containsExactly(
            "route shop.localhost → v1-1; shop-staging.localhost → nothing",
            "drain [v2-1]",
            "restart v2-1 as production",
            "GET / on v2-1",
            "route shop.localhost → v1-1; shop-staging.localhost → v2-1",
            "GET / on v2-1",
            "restart v2-1 as production",
            "GET / on v2-1",
            "GET / on v2-1",
            "route shop.localhost → v2-1; shop-staging.localhost → v1-1",
            "reset the function keys of production",
            "reset the function keys of staging",
            "route shop.localhost → v2-1; shop-staging.localhost → nothing",
            "drain [v1-1]",
            "restart v1-1 as staging",
            "GET / on v1-1",
            "GET / on v1-1",
            "route shop.localhost → v2-1; shop-staging.localhost → v1-1");
  }

  @Test
  @DisplayName("S5.1 instances answer with a status that their warm-up accepts")
  void warmUp_isAnsweredWell() {
    App picky = set(plain(), STAGING, WarmUpPlan.PING_STATUSES, "404");
    Limits strict = Limits.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build();

    assertThat(rehearse(picky)).extracting(PlannedStep::step).contains(StepName.UPDATE_ROUTING);
    assertThat(described(rehearse(picky))).filteredOn(it -> it.startsWith("GET")).hasSize(2);
    assertThat(described(rehearse(picky, strict)))
        .filteredOn(it -> it.startsWith("GET"))
        .hasSize(2);
  }

  @Test
  @DisplayName("S9.1 what was in production is warmed up its own way where it gets a share")
  void formerTarget_isAnsweredWell() {
    App app = stick(plain(), PRODUCTION, "DB", "production-db");
    app = set(set(app, STAGING, "DB", "staging-db"), PRODUCTION, WarmUpPlan.PING_STATUSES, "404");
    App sharing = app.withTraffic(List.of(TrafficShare.of(STAGING, 10)));

    assertThat(described(rehearse(app))).filteredOn("GET / on v1-1"::equals).hasSize(1);
    assertThat(described(rehearse(sharing))).filteredOn("GET / on v1-1"::equals).hasSize(2);
    App unasked = set(app, PRODUCTION, WarmUpPlan.PING_PATH, "no-path");
    assertThat(rehearse(unasked)).as("it is not warmed up").isNotEmpty();
  }

  @Test
  @DisplayName("S5.1 tables are listed as the swap would publish them")
  void tables_haveTheGenerationOfTheSwap() {
    assertThat(rehearse(plain()))
        .flatExtracting(PlannedStep::effects)
        .filteredOn(PublishRoutes.class::isInstance)
        .extracting(it -> ((PublishRoutes) it).table().generation())
        .containsExactly(new RoutingGeneration(TOKEN + 1, 10));
  }

  @Test
  @DisplayName("S5.1 an instance that is degraded is listed as it is once it was restarted")
  void degraded_isReadyOnceRestarted() {
    App app = set(stick(plain(), PRODUCTION, "DB", "production-db"), STAGING, "DB", "staging-db");
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      app = app.withSlot(slot, RehearsalTest::degraded);
    }

    assertThat(rehearse(app))
        .flatExtracting(PlannedStep::effects)
        .filteredOn(Probe.class::isInstance)
        .hasSize(3)
        .allMatch(it -> ((Probe) it).instance().ready());
  }

  private static Slot degraded(Slot slot) {
    return slot.withDeployed(slot.deployed().map(all -> all.withEach(one -> one.withReady(false))));
  }

  private static List<PlannedStep> rehearse(App app) {
    return rehearse(app, LIMITS);
  }

  private static List<PlannedStep> rehearse(App app, Limits limits) {
    return new Rehearsal(
            AppRecord.of(app, 1, TOKEN, Optional.empty()),
            RULES.facts(app, INTO_PRODUCTION, limits),
            limits)
        .steps();
  }

  private static List<String> described(List<PlannedStep> steps) {
    return steps.stream().flatMap(it -> it.effects().stream()).map(Effect::describe).toList();
  }
}
