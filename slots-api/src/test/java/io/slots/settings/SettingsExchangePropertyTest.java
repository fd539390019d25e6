package io.slots.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** S3.4 for any two slots, any marks, either policy, with and without the overrides. */
@PropertyDefaults(tries = 500, shrinking = ShrinkingMode.BOUNDED)
class SettingsExchangePropertyTest {
  /** Two slots with what decides about their settings. */
  record Case(
      SettingsPolicy policy, StickyNames marked, boolean vnet, Settings source, Settings target) {
    Stickiness stickiness() {
      return stickiness(source, target);
    }

    Stickiness stickiness(Settings one, Settings other) {
      return policy.stickiness(marked, List.of(one, other), vnet);
    }

    SettingsExchange exchange() {
      return SettingsExchange.of(stickiness(), source, target);
    }

    @Override
    public String toString() {
      return policy.name()
          + " marked="
          + marked
          + " vnet="
          + vnet
          + values(source)
          + values(target);
    }

    /** The values here are made up, and a failure that hides them helps nobody. */
    private static String values(Settings settings) {
      return settings.all().stream().map(it -> it.key() + "=" + it.value()).toList().toString();
    }
  }

  // Few names, so that the slots share some; spelled in two ways, so that case matters.
  private static final List<String> NAMES =
      List.of(
          "A",
          "a",
          "B",
          "b",
          "C",
          "D",
          "FUNCTIONS_EXTENSION_VERSION",
          "WEBSITE_HTTPLOGGING_RETENTION_DAYS",
          "WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS",
          "WEBSITE_OVERRIDE_STICKY_EXTENSION_VERSIONS");

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Arbitraries.of(SettingsPolicy.functions2019(), SettingsPolicy.appService2025()),
            keys().filter(key -> StickyNames.canMark(key.category())).set().ofMaxSize(5),
            Arbitraries.of(true, false),
            settings(),
            settings())
        .as(
            (policy, marked, vnet, source, target) ->
                new Case(policy, StickyNames.none().with(marked), vnet, source, target));
  }

  private static Arbitrary<SettingKey> keys() {
    // Half of them app settings: they have the most rules.
    Arbitrary<SettingCategory> categories =
        Arbitraries.oneOf(
            Arbitraries.of(SettingCategory.APP_SETTING), Arbitraries.of(SettingCategory.class));
    return Combinators.combine(categories, Arbitraries.of(NAMES))
        .as((category, name) -> SettingKey.of(category, SettingName.of(name)));
  }

  private static Arbitrary<Settings> settings() {
    return Combinators.combine(
            keys(),
            Arbitraries.of("0", "1", "2", "false"),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.just(false)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(true))))
        .as(SettingsExchangePropertyTest::setting)
        .list()
        .ofMaxSize(14)
        .map(Settings::of);
  }

  private static Setting setting(SettingKey key, String value, boolean madeByServiceConnector) {
    Setting.Builder builder = Setting.builder();
    builder.key(key).value(value).madeByServiceConnector(madeByServiceConnector);
    if (key.category() == SettingCategory.CONNECTION_STRING) {
      builder.connectionType(ConnectionType.CUSTOM);
    }
    return builder.build();
  }

  private static Multiset<Setting> both(Settings one, Settings other) {
    Multiset<Setting> both = HashMultiset.create(one.all());
    both.addAll(other.all());
    return both;
  }

  @Property
  @Label("S3.4 no setting of the two slots is lost, made up or altered")
  void of_anyTwoSlots_conservesEverySetting(@ForAll("cases") Case it) {
    SettingsExchange exchange = it.exchange();

    assertThat(both(exchange.sourceAfter(), exchange.targetAfter()))
        .isEqualTo(both(it.source(), it.target()));
  }

  @Property
  @Label("S3.4 free settings change places, and all others stay in their slot")
  void of_anyTwoSlots_exchangesExactlyWhatIsFree(@ForAll("cases") Case it) {
    SettingsExchange exchange = it.exchange();
    Stickiness stickiness = it.stickiness();

    assertThat(exchange.targetAfter().only(stickiness::isFree))
        .isEqualTo(it.source().only(stickiness::isFree));
    assertThat(exchange.sourceAfter().only(stickiness::isFree))
        .isEqualTo(it.target().only(stickiness::isFree));
    assertThat(exchange.targetAfter().only(setting -> !stickiness.isFree(setting)))
        .isEqualTo(it.target().only(setting -> !stickiness.isFree(setting)));
    assertThat(exchange.sourceAfter().only(setting -> !stickiness.isFree(setting)))
        .isEqualTo(it.source().only(setting -> !stickiness.isFree(setting)));
  }

  @Property
  @Label("S3.4 a marked value never leaves its slot")
  void of_anyTwoSlots_markedValuesStay(@ForAll("cases") Case it) {
    SettingsExchange exchange = it.exchange();

    for (SettingKey key : it.marked().keys()) {
      assertThat(exchange.sourceAfter().get(key)).isEqualTo(it.source().get(key));
      assertThat(exchange.targetAfter().get(key)).isEqualTo(it.target().get(key));
    }
  }

  @Property
  @Label("S4.9 the same swap again restores the settings exactly, and what instances see")
  void of_twice_isIdentity(@ForAll("cases") Case it) {
    SettingsExchange first = it.exchange();

    SettingsExchange second =
        SettingsExchange.of(
            it.stickiness(first.sourceAfter(), first.targetAfter()),
            first.sourceAfter(),
            first.targetAfter());

    assertThat(second.sourceAfter()).isEqualTo(it.source());
    assertThat(second.targetAfter()).isEqualTo(it.target());
    assertThat(second.sourceEffectiveAfter()).isEqualTo(first.sourceEffectiveBefore());
    assertThat(second.sourceEffectiveDuring()).isEqualTo(first.targetEffectiveBefore());
  }

  @Property
  @Label("S3.4 a sticky name only the source has: absent during, back after, never in the target")
  void of_stickyOnlyInSource_isAwayAndBack(@ForAll("cases") Case it) {
    SettingsExchange exchange = it.exchange();

    Set<SettingKey> onlySource = new HashSet<>(it.source().only(it.stickiness()::isSticky).keys());
    onlySource.removeAll(it.target().keys());
    for (SettingKey key : onlySource) {
      assertThat(exchange.sourceEffectiveDuring().has(key)).isFalse();
      assertThat(exchange.targetAfter().has(key)).isFalse();
      assertThat(exchange.sourceAfter().get(key)).isEqualTo(it.source().get(key));
    }
  }

  @Property
  @Label("S3.4 a free setting only the target has leaves it")
  void of_freeOnlyInTarget_leavesIt(@ForAll("cases") Case it) {
    SettingsExchange exchange = it.exchange();

    Set<SettingKey> onlyTarget = new HashSet<>(it.target().only(it.stickiness()::isFree).keys());
    onlyTarget.removeAll(it.source().keys());
    for (SettingKey key : onlyTarget) {
      assertThat(exchange.targetAfter().has(key)).isFalse();
      assertThat(exchange.sourceAfter().get(key)).isEqualTo(it.target().get(key));
    }
  }

  @Property
  @Label("S4.1 the source restarts if and only if its instances would see something else")
  void changesSource_iffEffectiveSettingsChange(@ForAll("cases") Case it) {
    Stickiness stickiness = it.stickiness();
    Settings seenBefore = it.source().only(setting -> !stickiness.isResident(setting));
    Settings stickyOfSource = it.source().only(stickiness::isSticky);
    Settings stickyOfTarget = it.target().only(stickiness::isSticky);

    assertThat(it.exchange().sourceEffectiveBefore()).isEqualTo(seenBefore);
    assertThat(it.exchange().changesSource()).isEqualTo(!stickyOfSource.equals(stickyOfTarget));
    assertThat(it.exchange().changesFormerTarget())
        .isEqualTo(!stickyOfSource.equals(stickyOfTarget));
  }

  @Property
  @Label("S4.7 what the target's instances see before is what the target holds, unchanged")
  void targetEffectiveBefore_isWhatTheTargetHolds(@ForAll("cases") Case it) {
    assertThat(it.exchange().targetEffectiveBefore())
        .isEqualTo(SettingsExchange.effective(it.stickiness(), it.target()));
  }
}
