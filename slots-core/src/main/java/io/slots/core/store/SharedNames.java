package io.slots.core.store;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets the settings of all apps share the objects of their names: of a hundred thousand apps most
 * have the same names, and names take half of what settings take. Values are not shared. Safe for
 * use by several threads.
 */
@SuppressWarnings("ReferenceEquality") // Which objects are the same is what it is about.
final class SharedNames {
  private final Interner<SettingKey> keys = Interners.newWeakInterner();

  /**
   * Returns an equal app.
   *
   * @param before what it follows, whose names are shared; settings that are the same object are
   *     not looked at
   */
  App in(App app, @Nullable App before) {
    boolean changed = false;
    ImmutableMap.Builder<SlotName, Slot> slots =
        ImmutableMap.builderWithExpectedSize(app.slots().size());
    for (Map.Entry<SlotName, Slot> entry : app.slots().entrySet()) {
      Slot slot = entry.getValue();
      Slot shared = in(slot, before == null ? null : before.slots().get(entry.getKey()));
      changed |= shared != slot;
      slots.put(entry.getKey(), shared);
    }
    return changed ? app.toBuilder().slots(slots.buildOrThrow()).build() : app;
  }

  private Slot in(Slot slot, @Nullable Slot before) {
    if (slot == before) {
      return slot;
    }
    Settings settings = in(slot.settings(), before == null ? null : before.settings());
    Optional<Deployed> deployed = slot.deployed();
    Optional<Deployed> shared =
        deployed.map(it -> in(it, before == null ? null : before.deployed().orElse(null)));
    boolean same = settings == slot.settings() && isSame(shared, deployed);
    return same ? slot : slot.toBuilder().settings(settings).deployed(shared).build();
  }

  private static boolean isSame(Optional<Deployed> one, Optional<Deployed> other) {
    return one.isEmpty() || one.get() == other.orElse(null);
  }

  private Deployed in(Deployed deployed, @Nullable Deployed before) {
    if (deployed == before || deployed.settings().isEmpty()) {
      return deployed;
    }
    Settings settings = deployed.settings().get();
    Settings shared = in(settings, before == null ? null : before.settings().orElse(null));
    return shared == settings
        ? deployed
        : deployed.startedVariously().startedWith(shared); // Equal, and so no change otherwise.
  }

  private Settings in(Settings settings, @Nullable Settings before) {
    if (settings == before) {
      return settings;
    }
    boolean changed = false;
    List<Setting> all = new ArrayList<>(settings.size());
    for (Setting setting : settings.all()) {
      SettingKey key = shared(setting.key());
      changed |= key != setting.key();
      all.add(key == setting.key() ? setting : Setting.builder().from(setting).key(key).build());
    }
    return changed ? Settings.of(all) : settings;
  }

  /** Names that are spelled in two ways are equal, and keep each its own. */
  private SettingKey shared(SettingKey key) {
    SettingKey shared = keys.intern(key);
    return shared.name().spelling().equals(key.name().spelling()) ? shared : key;
  }
}
