package io.slots.settings;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Setting A = Setting.of("A", "1");
  private static final Setting B = Setting.of("B", "2");
  private static final Settings AB = Settings.of(A, B);

  @Test
  void of_settings_holdsThem() {
    assertThat(AB.all()).containsExactlyInAnyOrder(A, B);
    assertThat(AB.keys()).containsExactlyInAnyOrder(A.key(), B.key());
    assertThat(AB.size()).isEqualTo(2);
    assertThat(AB.isEmpty()).isFalse();
    assertThat(AB.has(A.key())).isTrue();
    assertThat(AB.has(SettingKey.connectionString("A"))).isFalse();
    assertThat(AB.get(B.key())).contains(B);
    assertThat(AB.get(SettingKey.appSetting("C"))).isEmpty();
    assertThat(AB.appSetting("b")).contains("2");
    assertThat(AB.appSetting("C")).isEmpty();
    assertThat(Settings.none().isEmpty()).isTrue();
    assertThat(Settings.none().size()).isZero();
  }

  @Test
  void equals_sameSettingsInOtherOrder_isTrue() {
    assertThat(Settings.of(B, A)).isEqualTo(AB).hasSameHashCodeAs(AB);
    assertThat(AB).isNotEqualTo(Settings.of(A)).isNotEqualTo("AB");
    assertThat(AB).isNotEqualTo(Settings.of(A, Setting.of("B", "3")));
    assertThat(AB.hashCode()).isNotEqualTo(Settings.of(A).hashCode());
  }

  @Test
  @DisplayName("S3.1 of two spellings of one name the later counts, with its spelling")
  void with_sameNameInOtherCase_takesTheLater() {
    Settings changed = AB.with(List.of(Setting.of("a", "9")));

    assertThat(changed.appSetting("A")).contains("9");
    assertThat(changed.size()).isEqualTo(2);
    assertThat(changed).hasToString("[app setting a, app setting B]");
    assertThat(changed.keys()).map(key -> key.name().spelling()).containsExactly("a", "B");
    assertThat(changed.all()).map(it -> it.name().spelling()).containsExactly("a", "B");
    assertThat(Settings.of(A, Setting.of("a", "9")).appSetting("A")).contains("9");
  }

  @Test
  void with_others_hasBoth() {
    assertThat(Settings.of(A).with(Settings.of(B))).isEqualTo(AB);
    assertThat(Settings.none().with(AB)).isSameAs(AB);
    assertThat(AB.with(Settings.none())).isSameAs(AB);
    assertThat(AB.with(Settings.of(Setting.of("A", "3"))).appSetting("A")).contains("3");
  }

  @Test
  void without_keys_leavesTheOthers() {
    assertThat(AB.without(Set.of(SettingKey.appSetting("a")))).isEqualTo(Settings.of(B));
    assertThat(AB.without(Set.of(SettingKey.appSetting("C")))).isSameAs(AB);
    assertThat(AB.only(it -> it.value().equals("1"))).isEqualTo(Settings.of(A));
    assertThat(AB.only(it -> true)).isSameAs(AB);
  }

  @Test
  @DisplayName("S3.7 settings tell their names, never a value")
  void toString_tellsKeysOnly() {
    assertThat(AB).hasToString("[app setting A, app setting B]");
    assertThat(Setting.of("A", "hunter2").toString()).doesNotContain("hunter2").contains("A");
  }

  @Test
  @DisplayName("S3.1 the mark belongs to the name in the app")
  void stickyNames_markedAndUnmarked_containThem() {
    StickyNames names = StickyNames.of(A.key(), SettingKey.connectionString("C"));

    assertThat(names.contains(SettingKey.appSetting("a"))).isTrue();
    assertThat(names.contains(SettingKey.connectionString("A"))).isFalse();
    assertThat(names.contains(B.key())).isFalse();
    assertThat(names.with(List.of(B.key())).keys())
        .containsExactlyInAnyOrder(A.key(), B.key(), SettingKey.connectionString("C"));
    assertThat(names.with(List.of(SettingKey.appSetting("a")))).isSameAs(names);
    assertThat(names.without(List.of(SettingKey.appSetting("a"))).keys())
        .containsExactly(SettingKey.connectionString("C"));
    assertThat(names).hasToString("[app setting A, connection string C]");
    assertThat(StickyNames.none().keys()).isEmpty();
  }

  @Test
  void stickyNames_equals_isByNames() {
    StickyNames names = StickyNames.of(A.key(), B.key());

    assertThat(names)
        .isEqualTo(StickyNames.of(B.key(), A.key()))
        .hasSameHashCodeAs(StickyNames.of(B.key(), A.key()))
        .isNotEqualTo(StickyNames.of(A.key()))
        .isNotEqualTo("names");
    assertThat(names.hashCode()).isNotEqualTo(StickyNames.none().hashCode());
  }

  @Test
  @DisplayName("S3.1 of several names, one that cannot be marked refuses all")
  void stickyNames_withOneThatCannotBeMarked_refusesAll() {
    StickyNames names = StickyNames.of(A.key());

    refusal(
        3,
        1,
        () ->
            names.with(List.of(B.key(), SettingKey.of(SettingCategory.CORS, SettingName.of("x")))));

    assertThat(names.keys()).containsExactly(A.key());
  }

  @Test
  void change_removesFirstThenSets() {
    SettingsChange change =
        SettingsChange.builder()
            .addRemove(A.key(), B.key(), SettingKey.appSetting("not there"))
            .addSet(Setting.of("b", "3"), Setting.of("C", "4"))
            .build();

    assertThat(change.applyTo(AB))
        .isEqualTo(Settings.of(Setting.of("B", "3"), Setting.of("C", "4")));
    assertThat(change.applyTo(StickyNames.of(A.key()))).isEqualTo(StickyNames.of(A.key()));
  }

  @Test
  void change_unmarksFirstThenMarks() {
    SettingsChange change =
        SettingsChange.builder()
            .addUnmark(A.key(), B.key())
            .addMark(B.key(), SettingKey.connectionString("C"))
            .build();

    assertThat(change.applyTo(StickyNames.of(A.key())))
        .isEqualTo(StickyNames.of(B.key(), SettingKey.connectionString("C")));
    assertThat(change.applyTo(AB)).isEqualTo(AB);
  }

  @Test
  @DisplayName("S3.1 a mark is asked for beside the setting, for its name")
  void change_setSticky_setsAndMarks() {
    SettingsChange sticky = SettingsChange.setSticky(A, B);

    assertThat(sticky.applyTo(Settings.none())).isEqualTo(AB);
    assertThat(sticky.applyTo(StickyNames.none())).isEqualTo(StickyNames.of(A.key(), B.key()));
    assertThat(SettingsChange.set(A).applyTo(Settings.none())).isEqualTo(Settings.of(A));
    assertThat(SettingsChange.set(A).applyTo(StickyNames.none())).isEqualTo(StickyNames.none());
  }
}
