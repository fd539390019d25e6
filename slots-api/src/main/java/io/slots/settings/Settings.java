package io.slots.settings;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a slot, or a part of them: at most one for each {@link SettingKey}. Two are equal
 * if they hold equal settings, in whatever order.
 *
 * <p>{@code toString} tells names only, never a value (S3.7).
 */
public final class Settings {
  private static final Settings NONE = new Settings(ImmutableMap.of());

  private final ImmutableMap<SettingKey, Setting> byKey;

  private Settings(ImmutableMap<SettingKey, Setting> byKey) {
    this.byKey = byKey;
  }

  /** Returns no settings at all. */
  public static Settings none() {
    return NONE;
  }

  /** Returns these settings; of several with the same key the last counts. */
  public static Settings of(Setting... settings) {
    return of(Arrays.asList(settings));
  }

  /** Returns these settings; of several with the same key the last counts. */
  public static Settings of(Iterable<Setting> settings) {
    return NONE.with(settings);
  }

  /** All of them, in no particular order. */
  public Collection<Setting> all() {
    return byKey.values();
  }

  /** The keys of all of them. */
  public Set<SettingKey> keys() {
    return byKey.keySet();
  }

  /** The setting with this key. */
  public Optional<Setting> get(SettingKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The value of the app setting {@code name}. Secret. */
  public Optional<String> appSetting(String name) {
    return get(SettingKey.appSetting(name)).map(Setting::value);
  }

  /** Says whether there is a setting with this key. */
  public boolean has(SettingKey key) {
    return byKey.containsKey(key);
  }

  /** Says whether there is none. */
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** How many there are. */
  public int size() {
    return byKey.size();
  }

  /** Returns these and {@code others}; where both have a key, the other counts. */
  public Settings with(Iterable<Setting> others) {
    if (Iterables.isEmpty(others)) {
      return this;
    }
    ImmutableMap.Builder<SettingKey, Setting> merged = ImmutableMap.builder();
    merged.putAll(byKey);
    for (Setting other : others) {
      merged.put(other.key(), other);
    }
    return new Settings(merged.buildKeepingLast());
  }

  /** Returns these and {@code others}; where both have a key, the other counts. */
  public Settings with(Settings others) {
    return isEmpty() ? others : with(others.all());
  }

  /** Returns those whose key is not among {@code keys}. */
  public Settings without(Collection<SettingKey> keys) {
    Set<SettingKey> gone = ImmutableSet.copyOf(keys);
    return only(setting -> !gone.contains(setting.key()));
  }

  /** Returns those that {@code wanted} accepts. */
  public Settings only(Predicate<Setting> wanted) {
    ImmutableMap.Builder<SettingKey, Setting> kept =
        ImmutableMap.builderWithExpectedSize(byKey.size());
    for (Map.Entry<SettingKey, Setting> entry : byKey.entrySet()) {
      if (wanted.test(entry.getValue())) {
        kept.put(entry);
      }
    }
    ImmutableMap<SettingKey, Setting> result = kept.buildOrThrow();
    return result.size() == byKey.size() ? this : new Settings(result);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Settings that && equalsSettings(that);
  }

  /** Most are compared with what they were made from: the same settings, in the same order. */
  private boolean equalsSettings(Settings that) {
    if (size() != that.size()) {
      return false;
    }
    Iterator<Setting> others = that.byKey.values().iterator();
    for (Setting setting : byKey.values()) {
      Setting other = others.next();
      if (!setting.equals(other) && !setting.equals(that.byKey.get(setting.key()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return byKey.hashCode();
  }

  /** Returns the keys, never a value. */
  @Override
  public String toString() {
    return byKey.keySet().toString();
  }
}
