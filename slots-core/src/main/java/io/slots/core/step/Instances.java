package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.settings.Settings;

/** Changes of a slot's instances in the app. */
final class Instances {
  private Instances() {}

  /**
   * The app with the instances of {@code slot} as a step found them: address, and whether ready.
   */
  static App judged(App app, SlotName slot, Findings findings) {
    return app.withSlot(
        slot, it -> it.withDeployed(it.deployed().map(all -> all.withEach(findings::judge))));
  }

  /** The same, after the step has started them with {@code settings}. */
  static App judged(App app, SlotName slot, Findings findings, Settings settings) {
    return judged(app, slot, findings)
        .withSlot(slot, it -> it.withDeployed(it.deployed().map(all -> all.startedWith(settings))));
  }
}
