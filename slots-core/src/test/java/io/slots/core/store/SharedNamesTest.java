package io.slots.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SharedNamesTest {
  private final SharedNames names = new SharedNames();

  private static App app(String name, String setting, String value) {
    Settings settings = Settings.of(Setting.of(setting, value));
    return App.of(AppName.of(name), Plan.premium(1))
        .withSlot(
            Slot.builder()
                .name(SlotName.PRODUCTION)
                .settings(settings)
                .deployed(
                    Deployed.of(
                            Content.of("v1"),
                            List.of(Instance.of(name + "-1", "http://127.0.0.1:80")),
                            Settings.of(Setting.of(setting, value)))
                        .withMadeByLibrary(true))
                .build());
  }

  private static SettingKey ofSlot(App app) {
    return app.production().settings().keys().iterator().next();
  }

  private static SettingKey ofInstances(App app) {
    return app.production().deployed().flatMap(Deployed::settings).orElseThrow().keys().stream()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void in_appsWithTheSameNames_sharesThem() {
    App one = names.in(app("one", "COLOUR", "green"), null);
    App other = names.in(app("other", "COLOUR", "blue"), null);

    assertThat(ofSlot(other)).isSameAs(ofSlot(one)).isSameAs(ofInstances(other));
    assertThat(one).isEqualTo(app("one", "COLOUR", "green"));
    assertThat(other).isEqualTo(app("other", "COLOUR", "blue"));
  }

  @Test
  void in_anAppWhoseNamesAreShared_isTheSameObject() {
    App shared = names.in(app("one", "COLOUR", "green"), null);

    assertThat(names.in(shared, null)).isSameAs(shared);
    assertThat(names.in(shared, shared)).isSameAs(shared);
  }

  @Test
  @DisplayName("S3.1 names that differ in letter case alone keep each its spelling")
  void in_namesSpelledInTwoWays_keepsBoth() {
    names.in(app("one", "COLOUR", "green"), null);
    App other = names.in(app("other", "Colour", "green"), null);

    assertThat(ofSlot(other).name().spelling()).isEqualTo("Colour");
    assertThat(ofInstances(other).name().spelling()).isEqualTo("Colour");
  }

  @Test
  @DisplayName("S4.5 instances that are not drained yet stay so")
  void in_undrainedInstances_keepsTheirMark() {
    App undrained = app("one", "COLOUR", "green").withSlot(SlotName.PRODUCTION, this::undrained);
    names.in(app("other", "COLOUR", "blue"), null);

    App shared = names.in(undrained, null);

    assertThat(shared).isNotSameAs(undrained).isEqualTo(undrained);
    assertThat(shared.production().deployed()).get().matches(Deployed::undrained);
  }

  private Slot undrained(Slot slot) {
    return slot.withDeployed(slot.deployed().map(it -> it.withUndrained(true)));
  }
}
