package io.slots.settings;

import com.google.common.collect.ImmutableList;

/**
 * The settings of one slot, apart by whom they belong to. Each is asked about once: a swap needs
 * every part.
 *
 * @param effective those that instances see, free and sticky
 * @param free those that move with the content
 * @param sticky those that stay and are applied to the source
 * @param resident those that belong to the slot alone
 */
record Apart(Settings effective, Settings free, Settings sticky, Settings resident) {
  static Apart of(Stickiness stickiness, Settings settings) {
    ImmutableList.Builder<Setting> free =
        ImmutableList.builderWithExpectedSize(settings.all().size());
    ImmutableList.Builder<Setting> sticky = ImmutableList.builder();
    ImmutableList.Builder<Setting> resident = ImmutableList.builder();
    for (Setting setting : settings.all()) {
      switch (stickiness.residence(setting)) {
        case FREE -> free.add(setting);
        case STICKY -> sticky.add(setting);
        case RESIDENT -> resident.add(setting);
      }
    }
    Settings stays = part(settings, resident.build());
    Settings moves = part(settings, free.build());
    Settings applied = part(settings, sticky.build());
    return new Apart(stays.isEmpty() ? settings : moves.with(applied), moves, applied, stays);
  }

  /** The same object if it is all of it, so that what follows is soon found to be the same. */
  private static Settings part(Settings whole, ImmutableList<Setting> part) {
    return part.size() == whole.size() ? whole : Settings.of(part);
  }
}
