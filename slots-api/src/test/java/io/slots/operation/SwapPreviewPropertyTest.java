package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingComparison;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.Stickiness;
import io.slots.settings.StickyNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** S3.7 and S5.1 for any settings of two slots, any marks and either policy. */
@PropertyDefaults(tries = 500)
class SwapPreviewPropertyTest {
  private static final List<String> NAMES =
      List.of("A", "b", "C", "DATABASE", "FUNCTIONS_EXTENSION_VERSION", "größe", "名前", "🚀");

  /** Two slots and what decides about their settings. */
  record Case(SettingsPolicy policy, StickyNames marked, Settings source, Settings target) {
    SwapPreview preview() {
      Stickiness stickiness = policy.stickiness(marked, List.of(source, target), true);
      return SwapPreview.builder()
          .request(SwapRequest.of(AppName.of("shop"), SlotName.of("staging")))
          .exchange(stickiness, source, target)
          .limits(Limits.defaults())
          .build();
    }

    /** The values here are made up, and a failure that hides them helps nobody. */
    @Override
    public String toString() {
      return policy.name() + " marked=" + marked + values(source) + values(target);
    }

    private static String values(Settings settings) {
      return settings.all().stream().map(it -> it.key() + "=" + it.value()).toList().toString();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<SettingKey> keys =
        Combinators.combine(
                Arbitraries.of(SettingCategory.class), Arbitraries.of(NAMES).map(SettingName::of))
            .as(SettingKey::of);
    // Letters that are in no other word of the page.
    Arbitrary<String> values =
        Arbitraries.strings().withCharRange('α', 'ω').ofMinLength(1).ofMaxLength(6);
    Arbitrary<Settings> settings =
        Combinators.combine(keys, values)
            .as(SwapPreviewPropertyTest::setting)
            .list()
            .ofMaxSize(10)
            .map(Settings::of);
    Arbitrary<StickyNames> marked =
        keys.filter(key -> StickyNames.canMark(key.category()))
            .set()
            .ofMaxSize(4)
            .map(StickyNames.none()::with);
    return Combinators.combine(
            Arbitraries.of(SettingsPolicy.functions2019(), SettingsPolicy.appService2025()),
            marked,
            settings,
            settings)
        .as(Case::new);
  }

  private static Setting setting(SettingKey key, String value) {
    Setting.Builder setting = Setting.builder();
    setting.key(key).value(value);
    if (key.category() == SettingCategory.CONNECTION_STRING) {
      setting.connectionType(ConnectionType.CUSTOM);
    }
    return setting.build();
  }

  private static Stream<String> values(Case of) {
    return Stream.of(of.source(), of.target())
        .flatMap(settings -> settings.all().stream())
        .map(Setting::value);
  }

  @Property
  @Label("S3.7 no value of a setting is in the text, in whatever slot and category")
  void toString_anySettings_showsNoValue(@ForAll("cases") Case of) {
    SwapPreview preview = of.preview();

    assertThat(preview.toString()).doesNotContainPattern("[α-ω]");
    assertThat(Stream.of(preview.sourceSettings(), preview.targetSettings()))
        .allSatisfy(it -> assertThat(it.toString()).doesNotContainPattern("[α-ω]"));
  }

  @Property
  @Label("S3.7 who asks for the values is shown every one of them")
  void table_shown_hasEveryValue(@ForAll("cases") Case of) {
    String text = of.preview().table(Values.SHOWN);

    assertThat(values(of)).allSatisfy(value -> assertThat(text).contains('"' + value + '"'));
  }

  @Property
  @Label("S5.1 the comparisons are both slots' settings before and after, with their residence")
  void settings_areThoseBeforeAndAfter(@ForAll("cases") Case of) {
    SwapPreview preview = of.preview();

    assertThat(settings(preview.sourceSettings(), SettingComparison::before))
        .isEqualTo(of.source());
    assertThat(settings(preview.targetSettings(), SettingComparison::before))
        .isEqualTo(of.target());
    assertThat(settings(preview.sourceSettings(), SettingComparison::after))
        .isEqualTo(preview.settings().orElseThrow().sourceAfter());
    assertThat(settings(preview.targetSettings(), SettingComparison::after))
        .isEqualTo(preview.settings().orElseThrow().targetAfter());
    Stickiness stickiness =
        of.policy().stickiness(of.marked(), List.of(of.source(), of.target()), true);
    assertThat(Stream.concat(preview.sourceSettings().stream(), preview.targetSettings().stream()))
        .allSatisfy(
            it ->
                assertThat(Stream.of(it.before(), it.after()).flatMap(Optional::stream))
                    .extracting(stickiness::residence)
                    .containsOnly(it.residence()));
  }

  private static Settings settings(
      List<SettingComparison> comparisons, Function<SettingComparison, Optional<Setting>> moment) {
    return Settings.of(comparisons.stream().map(moment).flatMap(Optional::stream).toList());
  }
}
