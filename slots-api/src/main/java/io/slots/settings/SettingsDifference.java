package io.slots.settings;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * One setting that differs between two moments of a slot. It tells <em>that</em> a value changes;
 * the values themselves are secret and are shown only to who asks for them (S3.7).
 */
@Value.Immutable
public interface SettingsDifference {
  /** What happens to the setting. */
  enum Kind {
    /** It was not there before. */
    ADDED,
    /** It is not there afterwards. */
    REMOVED,
    /** It is there before and afterwards, with another value. */
    CHANGED
  }

  /** Which setting. */
  SettingKey key();

  /** What happens to it. */
  Kind kind();

  /** The value before, if there was one. Secret. */
  @Value.Redacted
  Optional<String> valueBefore();

  /** The value afterwards, if there is one. Secret. */
  @Value.Redacted
  Optional<String> valueAfter();

  /** Returns what differs between {@code before} and {@code after}, by category and name. */
  static List<SettingsDifference> between(Settings before, Settings after) {
    Set<SettingKey> keys =
        ImmutableSortedSet.<SettingKey>naturalOrder()
            .addAll(before.keys())
            .addAll(after.keys())
            .build();
    ImmutableList.Builder<SettingsDifference> differences = ImmutableList.builder();
    for (SettingKey key : keys) {
      Optional<Setting> was = before.get(key);
      Optional<Setting> is = after.get(key);
      if (!was.equals(is)) {
        differences.add(
            new Builder()
                .key(key)
                .kind(was.isEmpty() ? Kind.ADDED : is.isEmpty() ? Kind.REMOVED : Kind.CHANGED)
                .valueBefore(was.map(Setting::value))
                .valueAfter(is.map(Setting::value))
                .build());
      }
    }
    return differences.build();
  }

  /** Builds a {@link SettingsDifference}. */
  final class Builder extends ImmutableSettingsDifference.Builder {
    Builder() {}
  }
}
