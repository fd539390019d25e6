package io.slots.settings;

import java.util.Comparator;
import org.immutables.value.Value;

/** What identifies a setting in a slot: its category and its name. */
@Value.Immutable
public abstract class SettingKey implements Comparable<SettingKey> {
  private static final Comparator<SettingKey> ORDER =
      Comparator.comparing(SettingKey::category).thenComparing(SettingKey::name);

  SettingKey() {}

  /** The category. */
  @Value.Parameter
  public abstract SettingCategory category();

  /** The name. */
  @Value.Parameter
  public abstract SettingName name();

  /** Returns the key of the setting {@code name} in {@code category}. */
  public static SettingKey of(SettingCategory category, SettingName name) {
    return ImmutableSettingKey.of(category, name);
  }

  /** Returns the key of the app setting {@code name}. */
  public static SettingKey appSetting(String name) {
    return of(SettingCategory.APP_SETTING, SettingName.of(name));
  }

  /** Returns the key of the connection string {@code name}. */
  public static SettingKey connectionString(String name) {
    return of(SettingCategory.CONNECTION_STRING, SettingName.of(name));
  }

  @Override
  public final int compareTo(SettingKey other) {
    return ORDER.compare(this, other);
  }

  /** Returns category and name in prose: {@code app setting FOO}. */
  @Override
  public final String toString() {
    return category() + " " + name();
  }
}
