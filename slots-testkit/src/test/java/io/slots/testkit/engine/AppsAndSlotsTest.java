package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.LimitExceededException;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Outcome;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1 and S2, as the engine that stores the apps holds them. */
class AppsAndSlotsTest {
  private static final AppName EU = AppName.of("shop-eu");

  private final SlotsTestKit kit = SlotsTestKit.create();

  @Test
  @DisplayName("S1.2 an app's name is unique in its store, whatever its letter case")
  void create_nameTaken_isRefused() {
    kit.slots().apps().create(App.of(SHOP, Plan.premium(1)));
    AppRecord before = record(SHOP);

    assertThatThrownBy(() -> kit.slots().apps().create(App.of(AppName.of("Shop"), plan())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S1.2: there is an app \"Shop\" already");

    assertThat(record(SHOP)).isEqualTo(before);
    assertThat(kit.slots().apps().list()).containsExactly(SHOP);
  }

  @Test
  @DisplayName("S1.3 a slot whose host name another app's slot has is refused, and nothing changes")
  void create_slotWithTakenHost_isRefused() {
    kit.slots().apps().create(App.of(EU, plan()));
    kit.slots().slots().create(EU, SlotName.of("west"));
    kit.slots().apps().create(App.of(SHOP, plan()));
    AppRecord before = record(SHOP);
    kit.forgetCalls();

    assertThatThrownBy(() -> kit.slots().slots().create(SHOP, SlotName.of("eu-west")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S1.3")
        .hasMessageContaining("shop-eu-west.localhost is app shop-eu's");

    assertThat(record(SHOP)).isEqualTo(before);
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S1.4 no slot of a new app has content")
  void create_appWithContent_isRefused() {
    Deployed deployed =
        Deployed.of(Content.of("v1"), List.of(Instance.of("web-1", "http://127.0.0.1:81")));
    App app =
        App.of(SHOP, plan()).withSlot(Slot.named(STAGING).withDeployed(Optional.of(deployed)));

    assertThatThrownBy(() -> kit.slots().apps().create(app))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S1.4: new slot \"staging\" of app shop has content");

    assertThat(kit.slots().apps().find(SHOP)).isEmpty();
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S1.4 an instance serves one slot, and once")
  void deploy_instanceOfAnotherSlot_isRefused() {
    kit.slots().apps().create(App.of(SHOP, plan()));
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    Instance serving =
        kit.slots().apps().get(SHOP).production().deployed().orElseThrow().instances().get(0);
    Instance mine = Instance.of("mine", "http://127.0.0.1:81");
    kit.forgetCalls();

    for (List<Instance> given : List.of(List.of(serving), List.of(mine, mine))) {
      assertThatThrownBy(() -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2"), given))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("S1.4: instance " + given.get(0).id() + " would serve twice");
    }
    assertThat(kit.calls()).isEmpty();
    assertThat(kit.slots().apps().get(SHOP).slot(STAGING).deployed()).isEmpty();
  }

  @Test
  @DisplayName("S2.2 the engine goes by the limits that it was built with, or by none")
  void create_otherPolicy_countsInsteadOfThePublishedLimits() {
    SlotsTestKit unlimited =
        SlotsTestKit.create(builder -> builder.limitations(LimitationPolicy.none()));
    unlimited.slots().apps().create(App.of(SHOP, Plan.of(PlanTier.FREE, 1)));
    for (int i = 1; i <= 30; i++) {
      unlimited.slots().slots().create(SHOP, SlotName.of("slot-" + i));
    }

    assertThat(unlimited.slots().apps().get(SHOP).slots()).hasSize(31);
    assertThat(unlimited.slots().apps().changePlan(SHOP, Plan.of(PlanTier.BASIC, 1)).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(unlimited.slots().apps().get(SHOP).slots()).hasSize(31);
  }

  @Test
  @DisplayName("S2.3 an app with more slots than its plan allows is not created")
  void create_appPastTheLimit_isRefused() {
    App app = App.of(SHOP, Plan.of(PlanTier.BASIC, 1)).withSlot(Slot.named(STAGING));

    assertThatThrownBy(() -> kit.slots().apps().create(app))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("S2.3: app shop has 2 slots, production included")
        .hasMessageContaining("plan Basic (WINDOWS, 1 worker) allows 1");

    assertThat(kit.slots().apps().find(SHOP)).isEmpty();
  }

  @Test
  @DisplayName("S2.3 a plan that allows as many slots is stored, and the limits are its own then")
  void changePlan_allowed_isStored() {
    kit.slots().apps().create(App.of(SHOP, plan()));
    for (int i = 1; i <= 4; i++) {
      kit.slots().slots().create(SHOP, SlotName.of("slot-" + i));
    }

    kit.slots().apps().changePlan(SHOP, Plan.standard(1)).await();

    assertThat(record(SHOP).app().plan()).isEqualTo(Plan.standard(1));
    assertThatThrownBy(() -> kit.slots().slots().create(SHOP, STAGING))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("allows 5");
  }

  @Test
  @DisplayName("S2.4 a slot on a plan of its own has as many workers as production")
  void deploy_toASlotWithItsOwnPlan_makesProductionsNumber() {
    kit.slots().apps().create(App.of(SHOP, Plan.premium(3)));
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().move(SHOP, STAGING, Optional.of(Plan.premium(7)));

    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v1")).await();

    assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(3);
  }

  @Test
  @DisplayName("S2.4 a deployment on instances of one's own brings one at least")
  void deploy_onNoInstance_isRefused() {
    kit.slots().apps().create(App.of(SHOP, plan()));
    AppRecord before = record(SHOP);
    kit.forgetCalls();

    assertThatThrownBy(
            () -> kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1"), List.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S2.4: a deployment of v1 on no instance");

    assertThat(record(SHOP)).isEqualTo(before);
    assertThat(kit.calls()).isEmpty();
  }

  private static Plan plan() {
    return Plan.premium(1);
  }

  private AppRecord record(AppName app) {
    return kit.time().await(kit.store().find(app)).orElseThrow();
  }
}
