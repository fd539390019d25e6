package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.NotFoundException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Limits;
import io.slots.operation.Rerouting;
import io.slots.operation.Sharing;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S7.1: what setting traffic rules takes. */
class SharingRulesTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final App SHOP = Shop.of(2);
  private static final TrafficShare OF_STAGING = TrafficShare.of(STAGING, 20);

  private static Rerouting set(App app, TrafficShare... shares) {
    return SharingRules.set(app, List.of(shares), LIMITS);
  }

  @Test
  @DisplayName("S7.1 it holds production and what gets a share, and leaves the rest alone")
  void newShare_locksItsSlotAndProduction() {
    Rerouting rerouting = set(SHOP, OF_STAGING);

    assertThat(rerouting.slots()).containsExactly(PRODUCTION, STAGING);
    assertThat(rerouting.sharing().map(Sharing::shares)).contains(List.of(OF_STAGING));
    assertThat(rerouting.change()).isEqualTo(SharingRules.description(List.of(OF_STAGING)));
  }

  @Test
  @DisplayName("S1.7 it also holds what loses its share: what that has got of it is in flight yet")
  void lostShare_locksItsSlot() {
    App sharing = SHOP.withTraffic(List.of(OF_STAGING));

    assertThat(set(sharing).slots()).containsExactly(PRODUCTION, STAGING);
    assertThat(set(sharing, TrafficShare.of(CANARY, 10)).slots())
        .containsExactlyInAnyOrder(PRODUCTION, CANARY, STAGING);
  }

  @Test
  @DisplayName("S9.1 what has content and no share yet is warmed up with what it runs with")
  void newShare_isWarmedUp() {
    App configured =
        SHOP.withSettings(
            STAGING, SettingsChange.set(Setting.of(WarmUpPlan.PING_PATH, "/not-yet-running")));

    assertThat(admissions(set(configured, OF_STAGING)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.slot()).isEqualTo(STAGING);
              assertThat(it.warmUp())
                  .as("its instances do not have the change yet")
                  .isEqualTo(
                      WarmUpPlan.of(
                          SHOP.slot(STAGING).settings(),
                          Content.of("v2"),
                          LIMITS.warmUpStatuses()));
            });
  }

  @Test
  @DisplayName("S9.1 what has a share already, or no content, is not warmed up")
  void others_areNotWarmedUp() {
    App sharing = SHOP.withTraffic(List.of(OF_STAGING));

    assertThat(admissions(set(sharing, TrafficShare.of(STAGING, 30)))).isEmpty();
    assertThat(admissions(set(SHOP, TrafficShare.of(CANARY, 10)))).isEmpty();
  }

  @Test
  @DisplayName("S7.1 a slot that is not there is named")
  void unknownSlot_isNotFound() {
    TrafficShare unknown = TrafficShare.of(SlotName.of("beta"), 10);

    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> set(SHOP, unknown))
        .withMessageContaining("beta");
  }

  private static List<Sharing.Admission> admissions(Rerouting rerouting) {
    return rerouting.sharing().orElseThrow().admissions();
  }
}
