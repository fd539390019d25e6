package io.slots.settings;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * One setting of a slot at two moments. It tells <em>that</em> a value changes; the values
 * themselves are secret, and only who asks {@link #before()} or {@link #after()} for them gets them
 * (S3.7).
 */
@Value.Immutable
public interface SettingComparison {
  /** What happens to the setting between the two moments. */
  enum Kind {
    /** It was not there before. */
    ADDED,
    /** It is not there afterwards. */
    REMOVED,
    /** It is there before and afterwards, and not the same. */
    CHANGED,
    /** It is there before and afterwards, and the same. */
    SAME
  }

  /** Which setting. */
  SettingKey key();

  /** To whom it belongs. */
  Residence residence();

  /** The setting before, if it was there. */
  Optional<Setting> before();

  /** The setting afterwards, if it is there. */
  Optional<Setting> after();

  /** What happens to it. */
  default Kind kind() {
    if (before().equals(after())) {
      return Kind.SAME;
    }
    return before().isEmpty() ? Kind.ADDED : after().isEmpty() ? Kind.REMOVED : Kind.CHANGED;
  }

  /** Says whether it differs at all. */
  default boolean differs() {
    return kind() != Kind.SAME;
  }

  /**
   * Compares every setting that {@code before} or {@code after} has, by category and name.
   *
   * @param stickiness tells to whom each of them belongs
   */
  static List<SettingComparison> between(Stickiness stickiness, Settings before, Settings after) {
    Set<SettingKey> keys =
        ImmutableSortedSet.<SettingKey>naturalOrder()
            .addAll(before.keys())
            .addAll(after.keys())
            .build();
    ImmutableList.Builder<SettingComparison> comparisons = ImmutableList.builder();
    for (SettingKey key : keys) {
      Optional<Setting> was = before.get(key);
      Optional<Setting> is = after.get(key);
      comparisons.add(
          new Builder()
              .key(key)
              .residence(stickiness.residence(was.or(() -> is).orElseThrow()))
              .before(was)
              .after(is)
              .build());
    }
    return comparisons.build();
  }

  /** Builds a {@link SettingComparison}. */
  final class Builder extends ImmutableSettingComparison.Builder {
    Builder() {}
  }
}
