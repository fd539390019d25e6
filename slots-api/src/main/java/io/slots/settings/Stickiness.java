package io.slots.settings;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Which settings of an app move in a swap, which stay and are applied to the source, and which only
 * stay: a {@link SettingsPolicy}, read against an app at one moment (S3.1–S3.5). Immutable and safe
 * for use by several threads.
 */
public final class Stickiness {
  private static final Set<String> ZERO = Set.of("0");
  private static final Set<String> ZERO_OR_FALSE = Set.of("0", "false");

  private final SettingsPolicy policy;
  private final StickyNames marked;
  private final boolean preserveVnet;
  private final boolean defaultsMove;
  private final boolean extensionVersionsMove;

  /** In lower case. */
  private final ImmutableList<String> stickySuffixes;

  /**
   * A name that a connector made in one slot stays in all: were it free in the other slot, two
   * values would meet in one slot, and one of them would be lost.
   */
  private final ImmutableSet<SettingKey> madeByServiceConnector;

  Stickiness(
      SettingsPolicy policy, StickyNames marked, Collection<Settings> slots, boolean preserveVnet) {
    this.policy = policy;
    this.marked = marked;
    this.preserveVnet = preserveVnet;
    this.defaultsMove = everySlotHas(slots, SettingsPolicy.OVERRIDE_PRESERVE, ZERO_OR_FALSE);
    this.extensionVersionsMove =
        defaultsMove || everySlotHas(slots, SettingsPolicy.OVERRIDE_EXTENSION_VERSIONS, ZERO);
    this.stickySuffixes =
        policy.stickySuffixes().stream()
            .map(it -> it.toLowerCase(Locale.ROOT))
            .collect(ImmutableList.toImmutableList());
    this.madeByServiceConnector =
        slots.stream()
            .flatMap(slot -> slot.all().stream())
            .filter(Setting::madeByServiceConnector)
            .map(Setting::key)
            .collect(ImmutableSet.toImmutableSet());
  }

  private static boolean everySlotHas(
      Collection<Settings> slots, SettingName name, Set<String> values) {
    SettingKey key = SettingKey.of(SettingCategory.APP_SETTING, name);
    return !slots.isEmpty()
        && slots.stream()
            .allMatch(
                slot ->
                    slot.get(key)
                        .filter(s -> values.contains(s.value().strip().toLowerCase(Locale.ROOT)))
                        .isPresent());
  }

  /** Says whether the setting moves with the content. */
  public boolean isFree(Setting setting) {
    return residence(setting) == Residence.FREE;
  }

  /** Says whether the setting stays with its slot and is applied to the source in step 1. */
  public boolean isSticky(Setting setting) {
    return residence(setting) == Residence.STICKY;
  }

  /** Says whether the setting belongs to the slot alone: it stays, and no instance sees it. */
  public boolean isResident(Setting setting) {
    return residence(setting) == Residence.RESIDENT;
  }

  /** Says to whom the setting belongs. */
  public Residence residence(Setting setting) {
    SettingsPolicy.Row row = policy.rows().get(setting.category());
    if (row == null) {
      throw new IllegalStateException("no row for " + setting.category());
    }
    return switch (row.movement()) {
      case MOVES -> Residence.FREE;
      case MARKABLE -> isStickyByName(setting) ? Residence.STICKY : Residence.FREE;
      case STAYS ->
          defaultsMove && row.overridable() && !marked.contains(setting.key())
              ? Residence.FREE
              : Residence.RESIDENT;
      case STAYS_APPLIED -> Residence.STICKY;
      case BY_REQUEST -> preserveVnet ? Residence.RESIDENT : Residence.FREE;
    };
  }

  private boolean isStickyByName(Setting setting) {
    if (marked.contains(setting.key())) {
      return true;
    }
    if (policy.connectorSettingsStay() && isMadeByServiceConnector(setting)) {
      return !defaultsMove;
    }
    return setting.category() == SettingCategory.APP_SETTING && isStickyByDefault(setting.name());
  }

  private boolean isMadeByServiceConnector(Setting setting) {
    return setting.madeByServiceConnector() || madeByServiceConnector.contains(setting.key());
  }

  private boolean isStickyByDefault(SettingName name) {
    if (policy.stickyByDefault().contains(name)) {
      return !defaultsMove;
    }
    if (!endsLikeSticky(name)) {
      return false;
    }
    return name.endsWith(SettingsPolicy.EXTENSION_VERSION_SUFFIX)
        ? !extensionVersionsMove
        : !defaultsMove;
  }

  /** Asked of every app setting of every swap. */
  private boolean endsLikeSticky(SettingName name) {
    for (String suffix : stickySuffixes) {
      if (name.folded().endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }
}
