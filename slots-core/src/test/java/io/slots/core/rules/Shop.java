package io.slots.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An app with content in production and staging, and an empty canary. */
final class Shop {
  static final SlotName STAGING = SlotName.of("staging");
  static final SlotName CANARY = SlotName.of("canary");
  static final EffectiveSettings EFFECTIVE = new EffectiveSettings(SettingsPolicy.functions2019());

  private Shop() {}

  /** Returns the app with so many instances a slot, which the library made. */
  static App of(int workers) {
    App app = App.of(AppName.of("shop"), Plan.premium(workers));
    for (SlotName slot : List.of(STAGING, CANARY)) {
      app = app.withNewSlot(Slot.named(slot), LimitationPolicy.standard());
    }
    for (SlotName slot : List.of(SlotName.PRODUCTION, STAGING)) {
      app = app.withSettings(slot, SettingsChange.setSticky(Setting.of("DB", slot + "-db")));
    }
    app = with(app, SlotName.PRODUCTION, deployed("v1", workers, settings(app, "production")));
    return with(app, STAGING, deployed("v2", workers, settings(app, "staging")));
  }

  private static Settings settings(App app, String slot) {
    return app.slot(SlotName.of(slot)).settings();
  }

  static App with(App app, SlotName slot, Deployed deployed) {
    return app.withSlot(slot, it -> it.withDeployed(Optional.of(deployed)));
  }

  static Deployed deployed(String version, int instances, Settings settings) {
    return Deployed.of(Content.of(version), instances(version, instances), settings)
        .withMadeByLibrary(true);
  }

  static List<Instance> instances(String version, int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> Instance.of(version + "-" + i, "http://127.0.0.1:" + (8000 + i)))
        .toList();
  }

  /** Asserts that it is refused by that rule, and returns why. */
  static Refusal refused(int chapter, int number, ThrowingCallable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call);
    assertThat(refused).as("it is refused").isNotNull();
    assertThat(refused.refusal().rule()).isEqualTo(Rule.of(chapter, number));
    return refused.refusal();
  }
}
