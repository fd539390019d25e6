package io.slots.app;

import com.google.common.collect.Sets;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import io.slots.settings.StickyNames;
import java.util.Set;
import org.immutables.value.Value;

/**
 * Which configuration a new slot starts with: an independent copy of another slot's (S1.5).
 * Content, custom domains, certificates, scale, restrictions, identities and traffic rules are
 * never cloned.
 */
@Value.Immutable
public interface Cloning {
  /** The slot whose configuration is copied. */
  SlotName source();

  /** Whether the values of slot settings are copied too; they are, unless said otherwise. */
  @Value.Default
  default boolean withSlotSettings() {
    return true;
  }

  /** The categories of settings that are copied. */
  Set<SettingCategory> CATEGORIES =
      Sets.immutableEnumSet(
          SettingCategory.APP_SETTING,
          SettingCategory.CONNECTION_STRING,
          SettingCategory.FRAMEWORK_VERSION,
          SettingCategory.BITNESS,
          SettingCategory.WEB_SOCKETS,
          SettingCategory.HTTP_VERSION);

  /** Returns the cloning of everything that can be cloned of {@code source}. */
  static Cloning of(SlotName source) {
    return new Builder().source(source).build();
  }

  /** Returns the cloning of {@code source} without the values of slot settings. */
  static Cloning withoutSlotSettings(SlotName source) {
    return new Builder().source(source).withSlotSettings(false).build();
  }

  /** Returns what is copied of {@code settings}, where {@code marked} are slot settings. */
  default Settings of(Settings settings, StickyNames marked) {
    return settings.only(
        it ->
            CATEGORIES.contains(it.category())
                && (withSlotSettings() || !marked.contains(it.key())));
  }

  /** Builds a {@link Cloning}. */
  final class Builder extends ImmutableCloning.Builder {
    Builder() {}
  }
}
