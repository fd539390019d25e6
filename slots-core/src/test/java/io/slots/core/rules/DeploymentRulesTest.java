package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.rules.TwoSlots.LIMITS;
import static io.slots.core.rules.TwoSlots.STAGING;
import static io.slots.core.rules.TwoSlots.V1_1;
import static io.slots.core.rules.TwoSlots.V2_1;
import static io.slots.core.rules.TwoSlots.plain;
import static io.slots.core.rules.TwoSlots.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.operation.Deployment;
import io.slots.operation.OperationKind;
import io.slots.operation.Repair;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a deployment and a repair may be, and their facts. */
class DeploymentRulesTest {
  private static final OperationId OPERATION = OperationId.of("op-1");
  private static final Content V3 = Content.of("v3");
  private static final Instance V3_1 = Instance.of("v3-1", "http://10.0.3.1:80");
  private static final EffectiveSettings EFFECTIVE =
      new EffectiveSettings(SettingsPolicy.functions2019());
  private static final DeploymentRules RULES = new DeploymentRules(EFFECTIVE, true);

  @Test
  @DisplayName("S2.4 a deployment makes as many instances as the app has workers")
  void newInstances_areAsManyAsWorkers() {
    App app = plain().toBuilder().plan(Plan.standard(2)).build();

    Deployment deployment = deploy(app, List.of());

    assertThat(deployment.slot()).isEqualTo(PRODUCTION);
    assertThat(deployment.former()).isEqualTo(plain().production().deployed());
    assertThat(deployment.batch().content()).isEqualTo(V3);
    assertThat(deployment.batch().given()).isEmpty();
    assertThat(deployment.batch().made())
        .containsExactly(InstanceId.of("shop-v3-op-1-1"), InstanceId.of("shop-v3-op-1-2"));
  }

  @Test
  @DisplayName("S1.4 new instances need somebody who makes them")
  void newInstances_withoutAProvisioner_areRefused() {
    DeploymentRules without = new DeploymentRules(EFFECTIVE, false);

    assertRefused(
        () -> without.deployment(plain(), PRODUCTION, V3, List.of(), OPERATION, LIMITS),
        Rule.of(1, 4),
        "without an InstanceProvisioner");
    assertThat(without.deployment(plain(), PRODUCTION, V3, List.of(V3_1), OPERATION, LIMITS).slot())
        .isEqualTo(PRODUCTION);
  }

  @Test
  @DisplayName("S1.4 a restart makes what the slot has anew, where the library has made it")
  void restart_isOfWhatTheLibraryMade() {
    App app =
        plain()
            .withSlot(
                PRODUCTION,
                it -> it.withDeployed(it.deployed().map(that -> that.withMadeByLibrary(true))));
    DeploymentRules without = new DeploymentRules(EFFECTIVE, false);

    Content v1 = app.production().deployed().orElseThrow().content();
    Deployment restart = RULES.restart(app, PRODUCTION, OPERATION, LIMITS);

    assertThat(restart.restart()).isTrue();
    assertThat(restart.kind()).isEqualTo(OperationKind.RESTART);
    assertThat(restart.batch())
        .isEqualTo(RULES.onNewInstances(app, PRODUCTION, v1, OPERATION, LIMITS).batch());
    assertThat(restart.former()).isEqualTo(app.production().deployed());
    assertRefused(
        () -> RULES.restart(plain(), PRODUCTION, OPERATION, LIMITS),
        Rule.of(1, 4),
        "the library has not made the instances of slot \"production\" of app shop");
    assertRefused(
        () -> without.restart(app, PRODUCTION, OPERATION, LIMITS),
        Rule.of(1, 4),
        "has no InstanceProvisioner");
    assertRefused(
        () ->
            RULES.restart(
                app.withSlot(PRODUCTION, it -> it.withDeployed(Optional.empty())),
                PRODUCTION,
                OPERATION,
                LIMITS),
        Rule.of(1, 4),
        "slot \"production\" of app shop is empty");
  }

  @Test
  @DisplayName("S1.4 a deployment on given instances takes these; none is none")
  void givenInstances_areTaken() {
    assertThat(deploy(plain(), List.of(V3_1)).batch().given()).containsExactly(V3_1);
    assertThat(deploy(plain(), List.of(V3_1)).batch().made()).isEmpty();
    assertRefused(
        () -> RULES.onGivenInstances(plain(), PRODUCTION, V3, List.of(), LIMITS),
        Rule.of(2, 4),
        "v3 on no instance");
    RULES.requireInstances(V3, List.of(V3_1));
  }

  @Test
  @DisplayName("S1.4 an instance serves one slot only; its own slot may get other content on it")
  void usedInstances_areRefused() {
    assertRefused(
        () -> deploy(plain(), List.of(V3_1, V2_1)),
        Rule.of(1, 4),
        "instance v2-1 would serve twice");
    assertRefused(
        () -> deploy(plain(), List.of(V3_1, V3_1)),
        Rule.of(1, 4),
        "instance v3-1 would serve twice");
    assertThat(deploy(plain(), List.of(V1_1)).batch().given()).containsExactly(V1_1);
  }

  @Test
  @DisplayName("S4.8 to a stopped slot nothing is deployed")
  void stoppedSlot_isRefused() {
    App app = plain().withSlot(PRODUCTION, it -> it.toBuilder().stopped(true).build());

    assertRefused(() -> deploy(app, List.of()), Rule.of(4, 8), "\"production\" is stopped");
  }

  @Test
  @DisplayName("S3.2 instances get the settings that they see, and are warmed up by these")
  void settings_areTheEffectiveOnes() {
    App app = set(plain(), PRODUCTION, WarmUpPlan.PING_PATH, "/ping");
    App scaled =
        app.withSettings(
            PRODUCTION, SettingsChange.set(Setting.of(SettingCategory.SCALE, "max", "9")));

    assertThat(deploy(scaled, List.of()).batch().settings())
        .isEqualTo(Settings.of(Setting.of(WarmUpPlan.PING_PATH, "/ping")));
    assertThat(deploy(scaled, List.of()).batch().warmUp().paths()).containsExactly("/ping");
  }

  @Test
  @DisplayName("S4.6 a repair restarts the degraded instances; without any there is none")
  void repair_isOfTheDegraded() {
    App degraded =
        set(plain(), STAGING, "COLOR", "red")
            .withSlot(
                STAGING,
                slot ->
                    slot.withDeployed(
                        slot.deployed().map(all -> all.withEach(it -> it.withReady(false)))));

    assertThat(RULES.repair(degraded, STAGING))
        .isEqualTo(
            Repair.builder()
                .slot(STAGING)
                .deployed(degraded.slot(STAGING).deployed().orElseThrow())
                .addInstances(V2_1.id())
                .settings(Settings.of(Setting.of("COLOR", "red")))
                .build());
    assertRefused(
        () -> RULES.repair(degraded, PRODUCTION),
        Rule.of(4, 6),
        "slot \"production\" of app shop has no degraded instance");
  }

  @Test
  @DisplayName("S4.9 while the slot is kept warm, they get what those beside them run with")
  void repair_ofWhatIsKeptWarm_keepsItsSettings() {
    App degraded =
        set(plain(), STAGING, "COLOR", "red")
            .withSlot(
                STAGING,
                slot ->
                    slot.toBuilder()
                        .deployed(
                            slot.deployed().map(all -> all.withEach(it -> it.withReady(false))))
                        .keptWarmUntil(Instant.EPOCH)
                        .build());
    App various =
        degraded.withSlot(
            STAGING, it -> it.withDeployed(it.deployed().map(Deployed::startedVariously)));

    assertThat(RULES.repair(degraded, STAGING).settings()).isEqualTo(Settings.none());
    assertThat(RULES.repair(various, STAGING).settings())
        .isEqualTo(Settings.of(Setting.of("COLOR", "red")));
  }

  private static Deployment deploy(App app, List<Instance> given) {
    return RULES.deployment(app, PRODUCTION, V3, given, OPERATION, LIMITS);
  }

  private static void assertRefused(ThrowingCallable call, Rule rule, String problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            it -> {
              assertThat(it.refusal().rule()).isEqualTo(rule);
              assertThat(it.refusal().problem()).contains(problem);
            });
  }
}
