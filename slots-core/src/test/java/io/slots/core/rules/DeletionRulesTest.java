package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.AppDeletion;
import io.slots.operation.Deletion;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeletionRulesTest {
  private static final App APP = Shop.of(2);

  @Test
  @DisplayName("S1.6 the facts of a slot's deletion: what it had")
  void deletion_hasWhatItHad() {
    Deletion deletion = DeletionRules.deletion(APP, SlotName.of("STAGING"));

    assertThat(deletion.slot()).isEqualTo(STAGING);
    assertThat(deletion.describe()).isEqualTo("delete slot staging");
    assertThat(deletion.former()).isEqualTo(APP.slot(STAGING).deployed());
    assertThat(DeletionRules.deletion(APP, CANARY).former()).isEmpty();
  }

  @Test
  @DisplayName("S1.1 S1.6 what refuses it")
  void deletion_isRefused() {
    App shared = APP.withTraffic(List.of(TrafficShare.of(STAGING, 1)));

    Shop.refused(1, 1, () -> DeletionRules.deletion(APP, SlotName.PRODUCTION));
    Shop.refused(1, 6, () -> DeletionRules.deletion(shared, STAGING));
    Shop.refused(4, 8, () -> DeletionRules.deletion(APP, SlotName.of("qa")));
  }

  @Test
  @DisplayName("S1.6 an app's deletion is of all its slots, and needs a word for further ones")
  void appDeletion_isOfAllSlots() {
    AppDeletion deletion = DeletionRules.appDeletion(APP, true);

    assertThat(deletion.slots()).containsExactly(CANARY, SlotName.PRODUCTION, STAGING);
    assertThat(deletion.former())
        .containsExactlyInAnyOrder(
            APP.production().deployed().orElseThrow(), APP.slot(STAGING).deployed().orElseThrow());
    assertThat(Shop.refused(1, 6, () -> DeletionRules.appDeletion(APP, false)).problem())
        .isEqualTo("app shop has further slots: canary, staging");
    assertThat(
            DeletionRules.appDeletion(App.of(AppName.of("shoe"), Plan.premium(1)), false).slots())
        .containsExactly(SlotName.PRODUCTION);
  }
}
