package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrafficSharesTest {
  private static final Instance LIVE = instance("live");
  private static final Instance CANARY = instance("canary");
  private static final Instance HIDDEN = instance("hidden");
  private static final SlotName STAGING = SlotName.of("Staging");
  private static final SlotName DARK = SlotName.of("dark");

  private final Random random = new Random(7);
  private final Admissions admissions =
      new Admissions(
          () -> 0,
          () -> random,
          new TargetListener() {
            @Override
            public void left(AppName app, Target target) {}

            @Override
            public void retired(Target target) {}
          });

  @BeforeEach
  void publishShares() {
    List<TrafficShare> shares = List.of(TrafficShare.of(STAGING, 12.5), TrafficShare.of(DARK, 0));
    admissions.publish(
        Tables.of("shop", 1)
            .productionWith(shares, LIVE)
            .slot("staging", CANARY)
            .slot("dark", HIDDEN)
            .slot("other", instance("other"))
            .build(),
        1);
  }

  @Test
  @DisplayName("S7.1 a share of new clients goes to the slot, the rest to production")
  void admit_newClients_areDrawnByShare() {
    int canary = 0;
    for (int i = 0; i < 20_000; i++) {
      TestVisitor visitor = TestVisitor.fresh();
      Target target = admit(visitor);
      boolean toCanary = target.id().equals(CANARY.id());
      assertThat(visitor.stays()).contains(toCanary ? STAGING : SlotName.PRODUCTION);
      assertThat(target.id()).isNotEqualTo(HIDDEN.id());
      canary += toCanary ? 1 : 0;
    }
    assertThat(canary / 20_000.0).isCloseTo(0.125, within(0.01));
  }

  @Test
  @DisplayName("S7.2 a client stays where its cookie says, in any letter case")
  void admit_withCookie_stays() {
    for (int i = 0; i < 100; i++) {
      TestVisitor pinned = TestVisitor.remembering("STAGING");
      assertThat(admit(pinned).id()).isEqualTo(CANARY.id());
      assertThat(pinned.stays()).isEmpty();
      assertThat(admit(TestVisitor.remembering("self")).id()).isEqualTo(LIVE.id());
    }
  }

  @Test
  @DisplayName("S7.2 the query parameter goes before the cookie and sets it")
  void admit_withQueryParameter_goesThereAndStays() {
    TestVisitor optsIn =
        new TestVisitor(java.util.Optional.of("staging"), java.util.Optional.of("self"));
    assertThat(admit(optsIn).id()).isEqualTo(CANARY.id());
    assertThat(optsIn.stays()).contains(STAGING);

    TestVisitor optsOut =
        new TestVisitor(java.util.Optional.of("self"), java.util.Optional.of("staging"));
    assertThat(admit(optsOut).id()).isEqualTo(LIVE.id());
    assertThat(optsOut.stays()).contains(SlotName.PRODUCTION);
  }

  @Test
  @DisplayName("S7.2 a slot with an explicit 0 % is reached by hand")
  void admit_zeroShare_isReachedByHand() {
    assertThat(admit(TestVisitor.asking("dark")).id()).isEqualTo(HIDDEN.id());
    assertThat(admit(TestVisitor.remembering("dark")).id()).isEqualTo(HIDDEN.id());
  }

  @Test
  @DisplayName("S7.2 a slot without a rule and an unknown name are ignored")
  void admit_slotWithoutRule_isNotReached() {
    for (int i = 0; i < 200; i++) {
      TestVisitor visitor =
          i % 2 == 0 ? TestVisitor.asking("other") : TestVisitor.remembering("nonsense");
      assertThat(admit(visitor).id()).isIn(LIVE.id(), CANARY.id());
      assertThat(visitor.stays()).isPresent();
    }
  }

  @Test
  @DisplayName("S7.2 a pinned client is served by production while its slot cannot serve")
  void admit_pinnedSlotWithdrawn_fallsBackAndKeepsTheCookie() {
    List<TrafficShare> shares = List.of(TrafficShare.of(STAGING, 100));
    admissions.publish(
        Tables.of("shop", 2).productionWith(shares, LIVE).slot("staging").build(), 1);

    TestVisitor pinned = TestVisitor.remembering("staging");
    assertThat(admit(pinned).id()).isEqualTo(LIVE.id());
    assertThat(pinned.stays()).isEmpty();
    TestVisitor drawn = TestVisitor.fresh();
    assertThat(admit(drawn).id()).isEqualTo(LIVE.id());
    assertThat(drawn.stays()).isEmpty();
    assertThat(admissions.admit("shop.test", TestVisitor.asking("staging")))
        .isEqualTo(NotAdmitted.NO_HEALTHY_INSTANCE);
  }

  @Test
  void admit_hostWithoutShares_asksNobody() {
    TestVisitor visitor = TestVisitor.asking("dark");
    assertThat(((Target) admissions.admit("shop-staging.test", visitor)).id())
        .isEqualTo(CANARY.id());
    assertThat(visitor.stays()).isEmpty();
  }

  private Target admit(TestVisitor visitor) {
    return (Target) admissions.admit("shop.test", visitor);
  }
}
