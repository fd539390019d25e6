package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Limits;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import java.util.List;

/** What the rules are tried on: a shop whose staging has {@code v2}, and production {@code v1}. */
final class TwoSlots {
  static final AppName SHOP = AppName.of("shop");
  static final SlotName STAGING = SlotName.of("staging");
  static final SwapRequest INTO_PRODUCTION = SwapRequest.of(SHOP, STAGING);
  static final Limits LIMITS = Limits.defaults();

  static final Content V1 = Content.of("v1");
  static final Content V2 = Content.of("v2");
  static final Instance V1_1 = Instance.of("v1-1", "http://10.0.1.1:80");
  static final Instance V2_1 = Instance.of("v2-1", "http://10.0.2.1:80");

  private TwoSlots() {}

  /** Both slots without settings, one instance each. */
  static App plain() {
    return App.of(SHOP, Plan.standard(1))
        .withSlot(slot(STAGING, V2, V2_1))
        .withSlot(slot(PRODUCTION, V1, V1_1));
  }

  private static Slot slot(SlotName name, Content content, Instance instance) {
    return Slot.builder()
        .name(name)
        .deployed(Deployed.of(content, List.of(instance), Settings.none()))
        .build();
  }

  /** The app with a free setting. */
  static App set(App app, SlotName slot, String name, String value) {
    return app.withSettings(slot, SettingsChange.set(Setting.of(name, value)));
  }

  /** The app with a sticky setting. */
  static App stick(App app, SlotName slot, String name, String value) {
    return app.withSettings(slot, SettingsChange.setSticky(Setting.of(name, value)));
  }
}
