package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.InstanceId;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.SlotName;
import io.slots.operation.Batch;
import io.slots.operation.Limits;
import io.slots.operation.Scaling;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScalingRulesTest {
  private static final ScalingRules RULES =
      new ScalingRules(Shop.EFFECTIVE, LimitationPolicy.standard(), true);
  private static final ScalingRules WITHOUT_PROVISIONER =
      new ScalingRules(Shop.EFFECTIVE, LimitationPolicy.standard(), false);
  private static final OperationId ID = OperationId.of("op-7");

  private static Scaling scaling(App app, Plan plan) {
    return RULES.scaling(app, plan, ID, Limits.defaults());
  }

  private static Batch batchOf(Scaling scaling, SlotName slot) {
    return scaling.batches().stream()
        .filter(it -> it.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "S2.4 up: each slot that has content gets what it lacks, under ids never used before")
  void up_makesWhatIsLacking() {
    Scaling scaling = scaling(Shop.of(2), Plan.premium(4));

    assertThat(scaling.plan()).isEqualTo(Plan.premium(4));
    assertThat(scaling.slots()).containsExactly(CANARY, SlotName.PRODUCTION, STAGING);
    assertThat(scaling.surplus()).isEmpty();
    assertThat(scaling.batches())
        .extracting(Batch::slot)
        .containsExactlyInAnyOrder(SlotName.PRODUCTION, STAGING);
    assertThat(scaling.batches()).allMatch(it -> it.given().isEmpty());
    assertThat(scaling.batches().stream().flatMap(it -> it.made().stream()).map(InstanceId::value))
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.matches("shop-v[12]-op-7-[1-4]"));
    assertThat(batchOf(scaling, STAGING).content().version()).isEqualTo("v2");
  }

  @Test
  @DisplayName("S2.4 down: the newest are surplus, but degraded ones before them")
  void down_newestAndDegradedAreSurplus() {
    App app = Shop.of(4);
    Deployed halfBad =
        app.slot(STAGING)
            .deployed()
            .orElseThrow()
            .withEach(it -> it.withReady(!it.id().value().equals("v2-1")));

    Scaling scaling = scaling(Shop.with(app, STAGING, halfBad), Plan.premium(2));

    assertThat(scaling.batches()).isEmpty();
    assertThat(scaling.surplus())
        .extracting(InstanceId::value)
        .containsExactlyInAnyOrder("v1-3", "v1-4", "v2-1", "v2-4");
  }

  @Test
  @DisplayName("S2.4 the same number: nothing is made, nothing is surplus")
  void sameNumber_isNothing() {
    Scaling scaling = scaling(Shop.of(2), Plan.standard(2));

    assertThat(scaling.batches()).isEmpty();
    assertThat(scaling.surplus()).isEmpty();
    assertThat(scaling.describe()).isEqualTo("move to plan Standard (WINDOWS, 2 workers)");
  }

  @Test
  @DisplayName(
      "S2.4 new ones get what those beside them run with; if that is not known, the slot's")
  void up_settings() {
    App app =
        Shop.of(1)
            .withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "since")))
            .withSettings(SlotName.PRODUCTION, SettingsChange.set(Setting.of("COLOR", "since")));
    Settings before = app.slot(STAGING).deployed().orElseThrow().settings().orElseThrow();
    App unknown =
        app.withSlot(
            SlotName.PRODUCTION,
            it -> it.withDeployed(it.deployed().map(Deployed::startedVariously)));

    Scaling scaling = scaling(unknown, Plan.premium(2));

    assertThat(batchOf(scaling, STAGING).settings()).isEqualTo(before);
    assertThat(batchOf(scaling, SlotName.PRODUCTION).settings())
        .isEqualTo(app.production().settings());
  }

  @Test
  @DisplayName("S2.4 instances of the embedder's own are his to make and to end")
  void givenInstances_areRefused() {
    App given =
        Shop.of(2)
            .withSlot(
                STAGING,
                it -> it.withDeployed(it.deployed().map(all -> all.withMadeByLibrary(false))));

    assertThat(Shop.refused(2, 4, () -> scaling(given, Plan.premium(3))).problem())
        .isEqualTo("slot \"staging\" runs on instances of your own, 2 of them");
    assertThat(Shop.refused(2, 4, () -> scaling(given, Plan.premium(1))).accepted())
        .contains("deploy to it on 1");
    assertThat(scaling(given, Plan.standard(2)).batches()).isEmpty();
  }

  @Test
  @DisplayName("S2.4 an engine that cannot make instances changes no number of them")
  void withoutProvisioner_isRefused() {
    Limits limits = Limits.defaults();

    Shop.refused(2, 4, () -> WITHOUT_PROVISIONER.scaling(Shop.of(2), Plan.premium(3), ID, limits));
    Shop.refused(2, 4, () -> WITHOUT_PROVISIONER.scaling(Shop.of(2), Plan.premium(1), ID, limits));
    assertThat(WITHOUT_PROVISIONER.scaling(Shop.of(2), Plan.standard(2), ID, limits).plan())
        .isEqualTo(Plan.standard(2));
  }

  @Test
  @DisplayName("S2.3 a plan that allows fewer slots")
  void fewerSlots_isRefused() {
    Shop.refused(2, 3, () -> scaling(Shop.of(2), Plan.of(PlanTier.CONSUMPTION, 2)));
    assertThat(List.copyOf(Shop.of(2).slots().keySet())).hasSize(3);
  }
}
