package io.slots.core.step;

import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a step found out about instances comes into the app. */
class InstancesTest {
  @Test
  @DisplayName("S4.2 nothing new leaves the app as it is")
  void nothingFound_changesNothing() {
    App app = shop();

    assertThat(Instances.judged(app, STAGING, Findings.NONE)).isSameAs(app);
    assertThat(Instances.judged(empty(app), STAGING, Findings.NONE)).isEqualTo(empty(app));
  }

  @Test
  @DisplayName("S4.2 instances have the address that they have since their restart")
  void moved_hasItsNewAddress() {
    App judged = Instances.judged(shop(), STAGING, found(moved(V2_2)));

    assertThat(deployed(judged).instances()).containsExactly(V2_1, moved(V2_2));
  }

  @Test
  @DisplayName("S4.6 an instance on which the step failed is degraded")
  void failed_isDegraded() {
    App judged = Instances.judged(shop(), STAGING, SwapStage.failed(V2_2));

    assertThat(deployed(judged).instances()).containsExactly(V2_1, V2_2.withReady(false));
  }

  @Test
  @DisplayName("S4.6 one that was degraded and on which it did not fail is ready again")
  void degradedBefore_isReady() {
    App degraded = SwapStage.with(shop(), V2_1.withReady(false));

    assertThat(Instances.judged(degraded, STAGING, Findings.NONE)).isEqualTo(shop());
  }

  @Test
  @DisplayName("S4.6 instances of the other slot are left alone")
  void otherSlot_isLeftAlone() {
    App degraded = SwapStage.with(shop(), V1_1.withReady(false));

    assertThat(Instances.judged(degraded, STAGING, found(moved(V1_1)))).isEqualTo(degraded);
  }

  @Test
  @DisplayName("S4.6 what they were started with is kept with them")
  void startedWith_isKept() {
    Settings settings = Settings.of(Setting.of("COLOR", "red"));

    App judged = Instances.judged(shop(), STAGING, found(moved(V2_1)), settings);

    assertThat(deployed(judged).instances()).containsExactly(moved(V2_1), V2_2);
    assertThat(deployed(judged).settings()).contains(settings);
  }

  private static App empty(App app) {
    return app.withSlot(STAGING, it -> it.withDeployed(Optional.empty()));
  }

  private static Deployed deployed(App app) {
    return Optional.of(app.slot(STAGING)).flatMap(Slot::deployed).orElseThrow();
  }
}
