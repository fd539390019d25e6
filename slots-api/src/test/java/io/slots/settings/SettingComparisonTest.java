package io.slots.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingComparisonTest {
  private static final Settings BEFORE =
      Settings.of(
          Setting.of("same", "hunter1"),
          Setting.of("gone", "hunter2"),
          Setting.of("changed", "hunter2"),
          Setting.of(SettingCategory.ALWAYS_ON, "always on", "hunter4"));
  private static final Settings AFTER =
      Settings.of(
          Setting.connectionString("come", ConnectionType.CUSTOM, "hunter2"),
          Setting.of("CHANGED", "hunter3"),
          Setting.of("SAME", "hunter1"),
          Setting.of(SettingCategory.ALWAYS_ON, "always on", "hunter4"));

  private static List<SettingComparison> between(Settings before, Settings after) {
    return SettingComparison.between(
        SettingsPolicy.functions2019()
            .stickiness(
                StickyNames.of(SettingKey.appSetting("Gone"), SettingKey.connectionString("come")),
                List.of(before, after),
                true),
        before,
        after);
  }

  @Test
  @DisplayName("S5.1 every setting of both moments is compared, by category and name")
  void between_listsEverySetting() {
    assertThat(between(BEFORE, AFTER))
        .map(it -> it.key() + " " + it.kind())
        .containsExactly(
            "app setting changed CHANGED",
            "app setting gone REMOVED",
            "app setting same SAME",
            "connection string come ADDED",
            "Always On always on SAME");
    assertThat(between(BEFORE, AFTER))
        .filteredOn(SettingComparison::differs)
        .map(it -> it.key().name().spelling())
        .containsExactly("changed", "gone", "come");
    assertThat(between(BEFORE, BEFORE)).hasSize(4).noneMatch(SettingComparison::differs);
    assertThat(between(Settings.none(), Settings.none())).isEmpty();
  }

  @Test
  @DisplayName("S3.4 each says to whom it belongs, whichever side has it")
  void between_saysToWhomItBelongs() {
    assertThat(between(BEFORE, AFTER))
        .map(SettingComparison::residence)
        .containsExactly(
            Residence.FREE, Residence.STICKY, Residence.FREE, Residence.STICKY, Residence.RESIDENT);
    assertThat(List.of(Residence.values()))
        .map(Residence::toString)
        .containsExactly("moves", "slot setting", "stays");
  }

  @Test
  @DisplayName("S3.7 the values are there for who asks, and for nobody else")
  void between_givesValuesToWhoAsks() {
    SettingComparison changed = between(BEFORE, AFTER).get(0);
    SettingComparison gone = between(BEFORE, AFTER).get(1);
    SettingComparison come = between(BEFORE, AFTER).get(3);

    assertThat(changed.before()).map(Setting::value).contains("hunter2");
    assertThat(changed.after()).map(Setting::value).contains("hunter3");
    assertThat(gone.before()).isPresent();
    assertThat(gone.after()).isEmpty();
    assertThat(come.before()).isEmpty();
    assertThat(come.after()).isPresent();
    assertThat(between(BEFORE, AFTER).toString()).contains("gone").doesNotContain("hunter");
  }

  @Test
  void between_sameValueOfAnotherType_isAChange() {
    assertThat(
            between(
                Settings.of(Setting.connectionString("C", ConnectionType.MYSQL, "x")),
                Settings.of(Setting.connectionString("C", ConnectionType.CUSTOM, "x"))))
        .singleElement()
        .extracting(SettingComparison::kind)
        .isEqualTo(SettingComparison.Kind.CHANGED);
  }
}
