package io.slots.operation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.Stickiness;
import io.slots.settings.StickyNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may surprise about a swap, but does not refuse it (S3.6, S7.3). A pure function; no warning
 * shows a value.
 */
public final class SettingsWarnings {
  private static final Rule SETTINGS = Rule.of(3, 6);
  private static final Rule TRAFFIC = Rule.of(7, 3);

  /** Where the content lies, so marked it would be left behind by the content that needs it. */
  private static final Set<SettingKey> CONTENT_LOCATION =
      ImmutableSortedSet.of(
          SettingKey.appSetting("WEBSITE_CONTENTAZUREFILECONNECTIONSTRING"),
          SettingKey.appSetting("WEBSITE_CONTENTSHARE"));

  private final App app;
  private final Stickiness stickiness;
  private final SlotName source;
  private final SlotName target;
  private final ImmutableList.Builder<Warning> warnings = ImmutableList.builder();

  private SettingsWarnings(App app, Stickiness stickiness, SlotName source, SlotName target) {
    this.app = app;
    this.stickiness = stickiness;
    this.source = source;
    this.target = target;
  }

  /**
   * Returns the warnings about a swap of {@code source} into {@code target}: the direction first,
   * then setting by setting in the order of their keys, then the app's marks, then its traffic
   * rules.
   *
   * @param stickiness which settings of {@code app} stay, as the swap itself reads it
   * @throws io.slots.NotFoundException if the app has no such slot
   */
  public static List<Warning> of(App app, Stickiness stickiness, SlotName source, SlotName target) {
    return new SettingsWarnings(app, stickiness, source, target).all();
  }

  private List<Warning> all() {
    Settings ofSource = app.slot(source).settings();
    Settings ofTarget = app.slot(target).settings();
    if (source.isProduction()) {
      warn(SETTINGS, "production is the source: its instances are restarted while they serve");
    }
    Set<SettingKey> keys =
        ImmutableSortedSet.<SettingKey>naturalOrder()
            .addAll(ofSource.keys())
            .addAll(ofTarget.keys())
            .build();
    for (SettingKey key : keys) {
      compare(key, ofSource.get(key), ofTarget.get(key));
    }
    for (SettingKey key : CONTENT_LOCATION) {
      if (app.stickyNames().contains(key)) {
        warn(SETTINGS, key + " is a slot setting: the content moves, but where it lies does not");
      }
    }
    for (TrafficShare share : app.traffic()) {
      if (share.slot().equals(source)) {
        warn(
            TRAFFIC,
            "the traffic rule \"" + share + "\" will lead to what is in " + target + " now");
      }
    }
    return warnings.build();
  }

  private void compare(SettingKey key, Optional<Setting> ofSource, Optional<Setting> ofTarget) {
    boolean sticky = stays(ofSource) || stays(ofTarget);
    if (sticky && ofSource.isEmpty()) {
      warn(SETTINGS, "slot setting " + key + " is in " + target + " and not in " + source);
    } else if (sticky && ofTarget.isEmpty()) {
      warn(
          SETTINGS,
          "slot setting "
              + key
              + " is in "
              + source
              + " and not in "
              + target
              + ": what moves to "
              + target
              + " will be without it");
    } else if (ofSource.isEmpty() && ofTarget.filter(stickiness::isFree).isPresent()) {
      warn(SETTINGS, key + " is in " + target + " only: it will leave it and go to " + source);
    } else if (haveOneValue(ofSource, ofTarget)) {
      if (sticky) {
        warn(SETTINGS, "slot setting " + key + " has the same value in both slots");
      } else if (ConnectionNames.isConnection(key)) {
        warn(
            SETTINGS, key + " has the same value in both slots: both will consume the same source");
      }
    }
  }

  /** Authentication and the like stay too, but not by a name that somebody could have forgotten. */
  private boolean stays(Optional<Setting> setting) {
    return setting
        .filter(it -> StickyNames.canMark(it.category()))
        .filter(stickiness::isSticky)
        .isPresent();
  }

  private static boolean haveOneValue(Optional<Setting> one, Optional<Setting> other) {
    return one.isPresent() && one.map(Setting::value).equals(other.map(Setting::value));
  }

  private void warn(Rule rule, String text) {
    warnings.add(new Warning(rule, text));
  }
}
