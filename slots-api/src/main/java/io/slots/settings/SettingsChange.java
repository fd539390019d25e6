package io.slots.settings;

import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * An edit of a slot's settings and of the app's list of slot settings, applied as one: all or
 * nothing. What is removed is removed first, then what is set is set.
 */
@Value.Immutable
public interface SettingsChange {
  /** Settings to add, or to put in the place of those with the same key. */
  List<Setting> set();

  /** Settings to remove; one that is not there is no error. */
  Set<SettingKey> remove();

  /** Names to mark as slot settings, in every slot of the app (S3.1). */
  Set<SettingKey> mark();

  /** Names to take the mark from. */
  Set<SettingKey> unmark();

  /** Returns the change that sets {@code settings}. */
  static SettingsChange set(Setting... settings) {
    return builder().addSet(settings).build();
  }

  /** Returns the change that sets {@code settings} and marks their names as slot settings. */
  static SettingsChange setSticky(Setting... settings) {
    Builder builder = builder().addSet(settings);
    for (Setting setting : settings) {
      builder.addMark(setting.key());
    }
    return builder.build();
  }

  /** Returns {@code settings} with this change made. */
  default Settings applyTo(Settings settings) {
    return settings.without(remove()).with(set());
  }

  /** Returns {@code names} with this change made. */
  default StickyNames applyTo(StickyNames names) {
    return names.without(unmark()).with(mark());
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SettingsChange}. */
  final class Builder extends ImmutableSettingsChange.Builder {
    Builder() {}
  }
}
