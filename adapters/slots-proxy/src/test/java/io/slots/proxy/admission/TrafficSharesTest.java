package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficSharesTest {
  private static final Instance LIVE = instance("live");
  private static final Instance CANARY = instance("canary");
  private static final Instance HIDDEN = instance("hidden");
  private static final SlotName STAGING = SlotName.of("Staging");
  private static final SlotName DARK = SlotName.of("dark");

  private final Random random = new Random(7);
  private final Admissions admissions = new Admissions(() -> 0, () -> random, new Ignored());

  /** Nothing is done about targets that leave. */
  private static final class Ignored implements TargetListener {
    @Override
    public void left(AppName app, Target target) {}

    @Override
    public void retired(Target target) {}
  }

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

  @ParameterizedTest
  @CsvSource({
    "0.1, 0, 1, 0",
    "12.5, 33.3, 125, 333",
    "0, 0.1, 0, 1",
    "60, 40, 600, 400",
    "99.9, 0.1, 999, 1",
    "0, 100, 0, 1000"
  })
  @DisplayName("S7.1 of a thousand draws each slot gets its tenths, production what is left")
  void admit_everyDraw_goesByTheTenths(double staging, double dark, int canary, int hidden) {
    Tickets tickets = new Tickets();
    Admissions drawing = new Admissions(() -> 0, () -> tickets, new Ignored());
    List<TrafficShare> shares =
        List.of(TrafficShare.of(STAGING, staging), TrafficShare.of(DARK, dark));
    drawing.publish(
        Tables.of("shop", 1)
            .productionWith(shares, LIVE)
            .slot("staging", CANARY)
            .slot("dark", HIDDEN)
            .build(),
        1);

    Map<InstanceId, Integer> counts = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      Target target = (Target) drawing.admit("shop.test", TestVisitor.fresh());
      counts.merge(target.id(), 1, Integer::sum);
    }

    assertThat(tickets.next).as("each ticket was drawn once").isEqualTo(1000);
    assertThat(counts.getOrDefault(CANARY.id(), 0)).isEqualTo(canary);
    assertThat(counts.getOrDefault(HIDDEN.id(), 0)).isEqualTo(hidden);
    assertThat(counts.getOrDefault(LIVE.id(), 0)).isEqualTo(1000 - canary - hidden);
  }

  /** Draws 0, 1, 2 … of a thousand. */
  private static final class Tickets extends Random {
    private static final long serialVersionUID = 1;
    private int next;

    @Override
    public synchronized int nextInt(int bound) {
      assertThat(bound).isEqualTo(1000);
      return next++;
    }
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
  @DisplayName("S7.2 a slot whose rule was taken away is reached neither by hand nor by cookie")
  void admit_ruleTakenAway_isNotReached() {
    List<TrafficShare> shares = List.of(TrafficShare.of(DARK, 0));
    publish(2, shares, LIVE, CANARY);

    for (TestVisitor visitor :
        List.of(TestVisitor.asking("staging"), TestVisitor.remembering("staging"))) {
      assertThat(admit(visitor).id()).isEqualTo(LIVE.id());
      assertThat(visitor.stays()).contains(SlotName.PRODUCTION);
    }

    publish(3, List.of(), LIVE, CANARY);
    TestVisitor pinned = TestVisitor.remembering("staging");
    assertThat(admit(TestVisitor.asking("staging")).id()).isEqualTo(LIVE.id());
    assertThat(admit(pinned).id()).isEqualTo(LIVE.id());
    assertThat(pinned.stays()).as("a host without shares sets no cookie").isEmpty();
  }

  @Test
  @DisplayName("S7.3 after a swap a rule leads to what is in its slot now, and so does a cookie")
  void admit_afterASwap_goesByTheSlotsNames() {
    publish(2, List.of(TrafficShare.of(STAGING, 100)), CANARY, LIVE);

    TestVisitor drawn = TestVisitor.fresh();
    assertThat(admit(drawn).id()).isEqualTo(LIVE.id());
    assertThat(drawn.stays()).contains(STAGING);
    assertThat(admit(TestVisitor.remembering("staging")).id()).isEqualTo(LIVE.id());
    assertThat(admit(TestVisitor.remembering("self")).id()).isEqualTo(CANARY.id());
    assertThat(admit(TestVisitor.asking("self")).id()).isEqualTo(CANARY.id());
  }

  private void publish(
      long number, List<TrafficShare> shares, Instance production, Instance staging) {
    admissions.publish(
        Tables.of("shop", number)
            .productionWith(shares, production)
            .slot("staging", staging)
            .slot("dark", HIDDEN)
            .build(),
        1);
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
