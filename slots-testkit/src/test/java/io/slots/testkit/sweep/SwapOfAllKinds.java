package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.SlotName;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.util.List;

/**
 * A swap with a local cache, keys in files, and instances that move whenever they are restarted.
 */
final class SwapOfAllKinds implements Piece {
  @Override
  public void configure(Stage stage) {
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      stage.configure(
          slot,
          SettingsChange.set(
              Setting.of("WEBSITE_LOCAL_CACHE_OPTION", "Always"),
              Setting.of("AzureWebJobsSecretStorageType", "files")));
    }
    stage.kit().platform().restartsMove();
  }

  @Override
  public List<Act> acts() {
    return new PlainSwap().acts();
  }
}
