package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.operation.Limits;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VersionRulesTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final App APP = Shop.of(1);

  private static Optional<SwapRequest> swap(App app, String version) {
    return VersionRules.swap(app, VersionRequest.of(SHOP, version));
  }

  @Test
  @DisplayName("S8.4 the slot that has the version is swapped in, with all that was asked")
  void swap_fromTheOneThatHasIt() {
    Limits limits = Limits.builder().routingTries(3).build();
    RequestId id = RequestId.of("release 42");

    assertThat(swap(APP, "v2")).contains(SwapRequest.of(SHOP, STAGING));
    assertThat(
            VersionRules.swap(
                APP,
                VersionRequest.builder()
                    .app(SHOP)
                    .slot(CANARY)
                    .version("v2")
                    .limits(limits)
                    .requestId(id)
                    .build()))
        .contains(
            SwapRequest.builder()
                .app(SHOP)
                .source(STAGING)
                .target(CANARY)
                .limits(limits)
                .requestId(id)
                .build());
  }

  @Test
  @DisplayName("S8.4 nothing where it is there, whoever else has it; refused where none or several")
  void swap_thereNoneSeveral() {
    App both = Shop.with(APP, CANARY, Shop.deployed("v2", 1, Settings.none()));
    App there = Shop.with(APP, STAGING, Shop.deployed("v1", 1, Settings.none()));

    assertThat(swap(APP, "v1")).isEmpty();
    assertThat(swap(there, "v1")).isEmpty();
    assertThat(Shop.refused(8, 4, () -> swap(APP, "v3")))
        .isEqualTo(
            Refusal.of(
                Rule.of(8, 4),
                "no slot of app shop has build version v3",
                "deploy it to a slot first"));
    assertThat(Shop.refused(8, 4, () -> swap(both, "v2")))
        .isEqualTo(
            Refusal.of(
                Rule.of(8, 4),
                "slots [canary, staging] of app shop all have build version v2",
                "swap the one that you want, by its name"));
  }
}
