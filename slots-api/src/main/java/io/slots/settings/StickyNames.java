package io.slots.settings;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.slots.RefusedException;
import io.slots.Rule;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The slot settings of an app: the names that are marked to stay with their slot. There is one list
 * for an app: marking a name in one slot makes it sticky in all (S3.1). Only app settings,
 * connection strings and mounts can be marked.
 */
public final class StickyNames {
  private static final Set<SettingCategory> MARKABLE =
      Sets.immutableEnumSet(
          SettingCategory.APP_SETTING, SettingCategory.CONNECTION_STRING, SettingCategory.MOUNT);
  private static final StickyNames NONE = new StickyNames(ImmutableSet.of());

  private final ImmutableSet<SettingKey> keys;

  private StickyNames(ImmutableSet<SettingKey> keys) {
    this.keys = keys;
  }

  /** Returns an empty list. */
  public static StickyNames none() {
    return NONE;
  }

  /**
   * Returns the list of {@code keys}.
   *
   * @throws RefusedException if one is of a category whose settings cannot be marked (S3.1)
   */
  public static StickyNames of(SettingKey... keys) {
    return NONE.with(List.of(keys));
  }

  /** Says whether settings of {@code category} can be marked at all. */
  public static boolean canMark(SettingCategory category) {
    return MARKABLE.contains(category);
  }

  /** The marked names. */
  public Set<SettingKey> keys() {
    return keys;
  }

  /** Says whether the name is marked. */
  public boolean contains(SettingKey key) {
    return keys.contains(key);
  }

  /**
   * Returns the list with {@code more} marked too.
   *
   * @throws RefusedException if one is of a category whose settings cannot be marked (S3.1)
   */
  public StickyNames with(Collection<SettingKey> more) {
    for (SettingKey key : more) {
      if (!canMark(key.category())) {
        throw new RefusedException(
            Rule.of(3, 1),
            key + " cannot be marked as a slot setting",
            "only these can: " + EnumSet.copyOf(MARKABLE));
      }
    }
    return keys.containsAll(more)
        ? this
        : new StickyNames(ImmutableSet.<SettingKey>builder().addAll(keys).addAll(more).build());
  }

  /** Returns the list with the mark taken from {@code fewer}. */
  public StickyNames without(Collection<SettingKey> fewer) {
    return new StickyNames(Sets.difference(keys, ImmutableSet.copyOf(fewer)).immutableCopy());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof StickyNames that && keys.equals(that.keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }

  @Override
  public String toString() {
    return keys.toString();
  }
}
