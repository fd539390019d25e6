package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.rules.TwoSlots.INTO_PRODUCTION;
import static io.slots.core.rules.TwoSlots.LIMITS;
import static io.slots.core.rules.TwoSlots.SHOP;
import static io.slots.core.rules.TwoSlots.STAGING;
import static io.slots.core.rules.TwoSlots.plain;
import static io.slots.core.rules.TwoSlots.set;
import static io.slots.core.rules.TwoSlots.stick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Limits;
import io.slots.operation.Swap;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.operation.Warning;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.8: what refuses a swap; and the facts of one that may start. */
class SwapRulesTest {
  private static final Rule S4_8 = Rule.of(4, 8);
  private static final String LOCAL_CACHE = "WEBSITE_LOCAL_CACHE_OPTION";
  private static final String SECRET_STORAGE = "AzureWebJobsSecretStorageType";
  private static final SwapRules RULES = new SwapRules(SettingsPolicy.functions2019(), true);

  @Test
  @DisplayName("S4.8 nothing is to be said against a swap of two slots with content")
  void twoSlots_mayBeSwapped() {
    assertThat(RULES.refusals(plain(), INTO_PRODUCTION, LIMITS)).isEmpty();
    assertThat(RULES.refusals(plain(), SwapRequest.of(SHOP, PRODUCTION, STAGING), LIMITS))
        .isEmpty();
  }

  @Test
  @DisplayName("S4.8 an empty target may be swapped into; an empty source may not be swapped")
  void emptySource_isRefused() {
    App app = plain().withSlot(PRODUCTION, it -> it.withDeployed(Optional.empty()));

    assertThat(RULES.refusals(app, INTO_PRODUCTION, LIMITS)).isEmpty();
    assertThat(RULES.refusals(app, SwapRequest.of(SHOP, PRODUCTION, STAGING), LIMITS))
        .containsExactly(
            Refusal.of(S4_8, "source slot \"production\" has no content", "deploy to it first"));
  }

  @Test
  @DisplayName("S4.8 a swap of a slot with itself is refused, once")
  void sameSlot_isRefused() {
    assertThat(RULES.refusals(plain(), SwapRequest.of(SHOP, STAGING, STAGING), LIMITS))
        .containsExactly(
            Refusal.of(
                S4_8,
                "source and target are the same slot, \"staging\"",
                "name two different slots of production, staging"));
  }

  @Test
  @DisplayName("S4.8 each unknown slot is named")
  void unknownSlots_areRefused() {
    SwapRequest request = SwapRequest.of(SHOP, SlotName.of("canary"), SlotName.of("blue"));

    assertThat(RULES.refusals(plain(), request, LIMITS))
        .containsExactly(
            Refusal.of(S4_8, "app shop has no slot \"canary\"", "it has production, staging"),
            Refusal.of(S4_8, "app shop has no slot \"blue\"", "it has production, staging"));
  }

  @Test
  @DisplayName("S4.8 a stopped slot is refused")
  void stoppedSlot_isRefused() {
    App app = plain().withSlot(PRODUCTION, it -> it.toBuilder().stopped(true).build());

    assertThat(RULES.refusals(app, INTO_PRODUCTION, LIMITS))
        .containsExactly(Refusal.of(S4_8, "slot \"production\" is stopped", "start it first"));
  }

  @Test
  @DisplayName("S4.8 plans of different tiers are refused; another number of workers is not")
  void otherTier_isRefused() {
    assertThat(RULES.refusals(onPlan(Plan.premium(1)), INTO_PRODUCTION, LIMITS))
        .containsExactly(
            Refusal.of(
                S4_8,
                "slot \"staging\" is on plan Premium (WINDOWS, 1 worker), slot \"production\""
                    + " on Standard (WINDOWS, 1 worker)",
                "both on plans of the same tier"));
    assertThat(RULES.refusals(onPlan(Plan.of(PlanTier.STANDARD, 3)), INTO_PRODUCTION, LIMITS))
        .isEmpty();
  }

  @Test
  @DisplayName("S4.4 a warm-up setting of a wrong form is refused before anything happens")
  void wrongWarmUpSetting_isRefused() {
    App app = set(plain(), STAGING, WarmUpPlan.PING_PATH, "no-path");

    assertThat(RULES.refusals(app, INTO_PRODUCTION, LIMITS))
        .extracting(Refusal::rule)
        .containsExactly(Rule.of(4, 4));
  }

  @Test
  @DisplayName("S4.8 all that refuses is told at once")
  void everyRefusal_isTold() {
    App app =
        onPlan(Plan.premium(1))
            .withSlot(STAGING, it -> it.toBuilder().stopped(true).build())
            .withSlot(STAGING, it -> it.withDeployed(Optional.empty()));

    assertThat(RULES.refusals(app, INTO_PRODUCTION, LIMITS))
        .extracting(Refusal::accepted)
        .containsExactly("deploy to it first", "start it first", "both on plans of the same tier");
  }

  @Test
  @DisplayName("S4.8 who asks for the facts of what is refused gets the first refusal")
  void factsUnlessRefused_refuses() {
    App stopped = plain().withSlot(PRODUCTION, it -> it.toBuilder().stopped(true).build());
    App wrong = set(plain(), STAGING, WarmUpPlan.PING_PATH, "no-path");

    assertThat(RULES.factsUnlessRefused(plain(), INTO_PRODUCTION, LIMITS))
        .isEqualTo(RULES.facts(plain(), INTO_PRODUCTION, LIMITS));
    for (App app : List.of(stopped, onPlan(Plan.premium(1)), wrong)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> RULES.factsUnlessRefused(app, INTO_PRODUCTION, LIMITS))
          .extracting(RefusedException::refusal)
          .isEqualTo(RULES.refusals(app, INTO_PRODUCTION, LIMITS).get(0));
    }
  }

  @Test
  @DisplayName("S4.8 what keeps the facts from being known is told without them")
  void withoutFacts_refusalsAreTold() {
    App wrong = set(plain(), STAGING, WarmUpPlan.PING_PATH, "no-path");
    SwapRequest intoNothing = SwapRequest.of(SHOP, STAGING, SlotName.of("blue"));
    App empty = wrong.withSlot(STAGING, it -> it.withDeployed(Optional.empty()));

    assertThat(RULES.refusals(wrong, intoNothing, LIMITS))
        .extracting(Refusal::problem)
        .containsExactly("app shop has no slot \"blue\"");
    assertThat(RULES.refusals(wrong, SwapRequest.of(SHOP, STAGING, STAGING), LIMITS))
        .extracting(Refusal::problem)
        .containsExactly("source and target are the same slot, \"staging\"");
    assertThat(RULES.refusals(empty, INTO_PRODUCTION, LIMITS))
        .extracting(Refusal::problem)
        .containsExactly("source slot \"staging\" has no content");
  }

  @Test
  @DisplayName("S5.2 a swap with preview is refused where either slot has authentication enabled")
  void authentication_refusesAPreview() {
    assertThat(RULES.refusalsOfPreview(plain(), INTO_PRODUCTION, LIMITS)).isEmpty();
    assertThat(RULES.refusalsOfPreview(guarded(STAGING), INTO_PRODUCTION, LIMITS))
        .extracting(Refusal::rule, Refusal::problem)
        .containsExactly(tuple(Rule.of(5, 2), "slot \"staging\" has authentication enabled"));
    assertThat(RULES.refusalsOfPreview(guarded(PRODUCTION), INTO_PRODUCTION, LIMITS)).hasSize(1);
    assertThat(RULES.refusals(guarded(STAGING), INTO_PRODUCTION, LIMITS)).isEmpty();
  }

  @Test
  @DisplayName("S5.2 what refuses any swap refuses one with preview too")
  void otherRefusals_refuseAPreviewToo() {
    assertThat(RULES.refusalsOfPreview(plain(), SwapRequest.of(SHOP, STAGING, STAGING), LIMITS))
        .hasSize(1);
  }

  @Test
  @DisplayName("S4.2 the facts of a swap are read when it starts")
  void facts_areRead() {
    App app = stick(plain(), PRODUCTION, "DB", "production-db");

    Swap swap = RULES.facts(app, INTO_PRODUCTION, LIMITS);

    assertThat(swap.source()).isEqualTo(STAGING);
    assertThat(swap.target()).isEqualTo(PRODUCTION);
    assertThat(Optional.of(swap.incoming())).isEqualTo(app.slot(STAGING).deployed());
    assertThat(swap.outgoing()).isEqualTo(app.production().deployed());
    assertThat(swap.settings()).isEqualTo(RULES.exchange(app, INTO_PRODUCTION));
    assertThat(swap.settings().sourceEffectiveDuring())
        .isEqualTo(Settings.of(Setting.of("DB", "production-db")));
    assertThat(swap.pauses()).isFalse();
    assertThat(swap.automatic()).isFalse();
    assertThat(swap.preserveVnet()).isTrue();
    assertThat(swap.keepWarm()).isEmpty();
    assertThat(swap.localCache()).isFalse();
    assertThat(swap.resetsKeys()).isFalse();
  }

  @Test
  @DisplayName("S4.8 a source without content has no facts")
  void emptySource_hasNoFacts() {
    App app = plain().withSlot(STAGING, it -> it.withDeployed(Optional.empty()));

    assertThatIllegalStateException()
        .isThrownBy(() -> RULES.facts(app, INTO_PRODUCTION, LIMITS))
        .withMessage("the source is empty");
  }

  @Test
  @DisplayName("S5.2, S6.1 a swap with preview pauses, an automatic one is known as such")
  void facts_tellTheKindOfSwap() {
    Swap preview = RULES.factsOfPreview(plain(), INTO_PRODUCTION, LIMITS);
    Swap automatic = RULES.facts(plain(), INTO_PRODUCTION, LIMITS, true);

    assertThat(preview.pauses()).isTrue();
    assertThat(preview.automatic()).isFalse();
    assertThat(automatic.automatic()).isTrue();
    assertThat(automatic.pauses()).isFalse();
  }

  @Test
  @DisplayName("S4.4 the warm-up is read from what the source gets in step 1")
  void warmUp_isReadFromTheEffectiveSettings() {
    App app = stick(plain(), PRODUCTION, WarmUpPlan.PING_PATH, "/of-production");
    Limits strict = Limits.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build();

    assertThat(RULES.facts(app, INTO_PRODUCTION, strict).warmUp().paths())
        .containsExactly("/of-production");
    assertThat(RULES.facts(app, INTO_PRODUCTION, strict).warmUp().successOnly()).isTrue();
    assertThat(RULES.facts(app, INTO_PRODUCTION, LIMITS).warmUp().successOnly()).isFalse();
  }

  @Test
  @DisplayName("S4.3 the local cache is initialized where the effective settings say Always")
  void localCache_isReadFromTheEffectiveSettings() {
    assertThat(localCache(set(plain(), STAGING, LOCAL_CACHE, " always "))).isTrue();
    assertThat(localCache(stick(plain(), PRODUCTION, LOCAL_CACHE, "Always"))).isTrue();
    assertThat(localCache(set(plain(), STAGING, LOCAL_CACHE, "Never"))).isFalse();
    assertThat(localCache(set(plain(), PRODUCTION, LOCAL_CACHE, "Always"))).isFalse();
  }

  @Test
  @DisplayName("S4.9 what was kept warm has its cache, unless it is restarted for its settings")
  void localCache_ofWhatWasKeptWarm() {
    App app = set(plain(), STAGING, LOCAL_CACHE, "Always");
    App cached =
        app.withSlot(
            STAGING,
            it ->
                it.withDeployed(
                    it.deployed().map(all -> all.startedWith(app.slot(STAGING).settings()))));

    assertThat(localCache(cached)).isTrue();
    assertThat(localCache(keptWarm(cached))).isFalse();
    assertThat(localCache(keptWarm(app))).isTrue();
  }

  @Test
  @DisplayName("S4.9 for how long the former target is kept warm is a limit of the swap")
  void keepWarm_isALimit() {
    Limits limits = Limits.builder().keepWarm(Duration.ofMinutes(5)).build();

    assertThat(RULES.facts(plain(), INTO_PRODUCTION, limits).keepWarm())
        .contains(Duration.ofMinutes(5));
  }

  @Test
  @DisplayName("S4.10 keys are reset where they live in the content of either slot")
  void keys_areResetWhereTheyLiveInTheContent() {
    assertThat(resetsKeys(RULES, plain())).isFalse();
    assertThat(resetsKeys(RULES, set(plain(), STAGING, SECRET_STORAGE, "files"))).isTrue();
    assertThat(resetsKeys(RULES, set(plain(), PRODUCTION, SECRET_STORAGE, "Files "))).isTrue();
    assertThat(resetsKeys(RULES, set(plain(), STAGING, SECRET_STORAGE, "blob"))).isFalse();
  }

  @Test
  @DisplayName("S4.10 nothing is reset without somebody who resets keys")
  void keys_withoutSomebody_areNotReset() {
    SwapRules without = new SwapRules(SettingsPolicy.functions2019(), false);

    assertThat(resetsKeys(without, set(plain(), STAGING, SECRET_STORAGE, "files"))).isFalse();
  }

  @Test
  @DisplayName("S3.2 virtual network integration stays or moves by the request")
  void virtualNetwork_isOfTheRequest() {
    SwapRules rules = new SwapRules(SettingsPolicy.appService2025(), true);
    Setting vnet = Setting.of(SettingCategory.VIRTUAL_NETWORK, "vnet", "of-staging");
    App app = plain().withSettings(STAGING, SettingsChange.set(vnet));
    SwapRequest moving =
        SwapRequest.builder().app(SHOP).source(STAGING).preserveVnet(false).build();

    assertThat(rules.exchange(app, INTO_PRODUCTION).targetAfter()).isEqualTo(Settings.none());
    assertThat(rules.exchange(app, moving).targetAfter()).isEqualTo(Settings.of(vnet));
    assertThat(rules.facts(app, moving, LIMITS).preserveVnet()).isFalse();
    assertThat(rules.stickiness(app, moving).isFree(vnet)).isTrue();
  }

  @Test
  @DisplayName("S3.6 what may surprise is warned of")
  void surprises_areWarnedOf() {
    assertThat(RULES.warnings(plain(), INTO_PRODUCTION)).isEmpty();
    assertThat(RULES.warnings(stick(plain(), STAGING, "DB", "only-here"), INTO_PRODUCTION))
        .extracting(Warning::rule)
        .containsExactly(Rule.of(3, 6));
  }

  @Test
  @DisplayName("S9.1 a swap is refused whose former target could not be warmed up for its share")
  void formerTarget_thatCannotBeWarmedUp_isRefused() {
    App app = set(plain(), PRODUCTION, WarmUpPlan.PING_PATH, "no-path");
    App sharing = app.withTraffic(List.of(TrafficShare.of(STAGING, 10)));

    SlotName canary = SlotName.of("canary");
    App sharingElsewhere =
        app.withSlot(Slot.named(canary)).withTraffic(List.of(TrafficShare.of(canary, 10)));

    assertThat(RULES.facts(app, INTO_PRODUCTION, LIMITS).outgoing()).isPresent();
    assertThat(RULES.facts(sharingElsewhere, INTO_PRODUCTION, LIMITS).outgoing()).isPresent();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> RULES.facts(sharing, INTO_PRODUCTION, LIMITS))
        .withMessageContaining("is not a path");
  }

  private static boolean localCache(App app) {
    return RULES.facts(app, INTO_PRODUCTION, LIMITS).localCache();
  }

  private static boolean resetsKeys(SwapRules rules, App app) {
    return rules.facts(app, INTO_PRODUCTION, LIMITS).resetsKeys();
  }

  private static App onPlan(Plan plan) {
    return plain().withSlot(STAGING, it -> it.toBuilder().ownPlan(plan).build());
  }

  private static App keptWarm(App app) {
    return app.withSlot(STAGING, it -> it.toBuilder().keptWarmUntil(Instant.EPOCH).build());
  }

  private static App guarded(SlotName slot) {
    return plain()
        .withSettings(
            slot,
            SettingsChange.set(Setting.of(SettingCategory.AUTHENTICATION, "enabled", "true")));
  }
}
