package io.slots.core.rules;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.rules.TwoSlots.INTO_PRODUCTION;
import static io.slots.core.rules.TwoSlots.LIMITS;
import static io.slots.core.rules.TwoSlots.SHOP;
import static io.slots.core.rules.TwoSlots.STAGING;
import static io.slots.core.rules.TwoSlots.V2_1;
import static io.slots.core.rules.TwoSlots.plain;
import static io.slots.core.rules.TwoSlots.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.rules.Succession.Following;
import io.slots.core.rules.Succession.Next;
import io.slots.core.rules.Succession.Refused;
import io.slots.core.rules.Succession.Wanted;
import io.slots.operation.Decision;
import io.slots.operation.Deployment;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.settings.SettingsPolicy;
import io.slots.spi.AppRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an app goes on with by itself when no operation is under way on it. */
class SuccessionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final OperationId NEXT = OperationId.of("next-1");
  private static final SlotName CANARY = SlotName.of("canary");
  private static final SwapRules SWAPS = new SwapRules(SettingsPolicy.functions2019(), true);
  private static final EffectiveSettings EFFECTIVE =
      new EffectiveSettings(SettingsPolicy.functions2019());
  private static final DeploymentRules DEPLOYMENTS = new DeploymentRules(EFFECTIVE, true);
  private static final SettlingRules SETTLINGS = new SettlingRules(EFFECTIVE);
  private static final Succession SUCCESSION =
      new Succession(SWAPS, DEPLOYMENTS, SETTLINGS, LIMITS);

  /** The deployment to staging that has just been done. */
  private static final Optional<Deployment> DEPLOYED = Optional.of(deployment(plain(), STAGING));

  @Test
  @DisplayName("S6.1 an app for which nothing waits goes on with nothing")
  void nothing_followsNothing() {
    assertThat(after(record(plain()))).isEqualTo(nothingAfter(record(plain())));
    assertThat(after(record(plain()), DEPLOYED)).isEqualTo(nothingAfter(record(plain())));
  }

  @Test
  @DisplayName("S6.1 a deployment that was done starts the slot's automatic swap")
  void deployment_startsTheAutomaticSwap() {
    AppRecord record = record(automatic(plain()));
    Swap swap = SWAPS.facts(record.app(), INTO_PRODUCTION, LIMITS, true);

    assertThat(after(record, DEPLOYED))
        .isEqualTo(following(record, new Next.Begin(NEXT, swap, LIMITS)));
    assertThat(swap.automatic()).isTrue();
  }

  @Test
  @DisplayName("S6.1 nothing else starts it, and no deployment to another slot")
  void otherOperations_startNoSwap() {
    AppRecord record = record(automatic(plain()));

    assertThat(after(record)).isEqualTo(nothingAfter(record));
    assertThat(after(record, Optional.of(deployment(plain(), PRODUCTION))))
        .isEqualTo(nothingAfter(record));
  }

  @Test
  @DisplayName("S6.1 a slot that is gone swaps into nothing")
  void goneSlot_startsNoSwap() {
    AppRecord record = record(plain().withoutSlot(STAGING));

    assertThat(after(record, DEPLOYED)).isEqualTo(nothingAfter(record));
  }

  @Test
  @DisplayName("S6.3 an automatic swap that a rule refuses is recorded, and the app goes on")
  void refusedSwap_isRecorded() {
    App stopped =
        automatic(plain()).withSlot(PRODUCTION, it -> it.toBuilder().stopped(true).build());
    AppRecord record = record(stopped, it -> it.addQueue(queued("v3", STAGING)));

    Following following = after(record, DEPLOYED);

    assertThat(following.refused())
        .containsExactly(
            new Refused(
                NEXT,
                new Wanted.AutoSwap(STAGING, PRODUCTION),
                NOW,
                "S4.8: slot \"production\" is stopped; start it first"));
    assertThat(following.next()).containsInstanceOf(Next.Begin.class);
    assertThat(following.record().queue()).isEmpty();
  }

  @Test
  @DisplayName("S6.3 so is one whose source or target a pending preview holds")
  void heldSlots_refuseTheSwap() {
    App app = automatic(plain()).withSlot(like(STAGING, CANARY));

    for (Operation pausing :
        List.of(paused("p-1", STAGING, CANARY), paused("p-1", CANARY, PRODUCTION))) {
      Following following = after(record(app, it -> it.addPaused(pausing)), DEPLOYED);

      assertThat(following.next()).isEmpty();
      assertThat(following.refused()).hasSize(1);
      assertThat(following.refused().get(0).reason())
          .contains("S1.7: the automatic swap")
          .contains("p-1");
    }
  }

  @Test
  @DisplayName("S5.2 a paused swap goes on as was decided")
  void decided_goesOn() {
    Operation waiting = paused("p-1", STAGING, PRODUCTION);
    Operation decided =
        paused("p-2", CANARY, PRODUCTION).toBuilder().decision(Decision.COMPLETE).build();
    AppRecord record = record(plain(), it -> it.addPaused(waiting, decided));

    assertThat(after(record))
        .isEqualTo(following(record, new Next.Resume(decided, Decision.COMPLETE)));
  }

  @Test
  @DisplayName("S5.2 one that nobody decided in time cancels itself")
  void expired_cancelsItself() {
    Operation late = expiring(NOW);
    Operation early = expiring(NOW.plusMillis(1));
    AppRecord record = record(plain(), it -> it.addPaused(late));

    assertThat(after(record)).isEqualTo(following(record, new Next.Resume(late, Decision.EXPIRE)));
    assertThat(after(record(plain(), it -> it.addPaused(early))).next()).isEmpty();
  }

  @Test
  @DisplayName("S5.2 what was decided counts, even if it is late")
  void decidedLate_counts() {
    Operation late = expiring(NOW).toBuilder().decision(Decision.COMPLETE).build();
    AppRecord record = record(plain(), it -> it.addPaused(late));

    assertThat(after(record))
        .isEqualTo(following(record, new Next.Resume(late, Decision.COMPLETE)));
  }

  @Test
  @DisplayName("S6.2 a deployment that waited begins, with its own limits; the others wait on")
  void queued_begins() {
    QueuedDeployment first = queued("v3", STAGING);
    QueuedDeployment second = queued("v4", PRODUCTION);
    AppRecord record = record(plain(), it -> it.addQueue(first, second));
    Deployment task =
        DEPLOYMENTS.deployment(
            plain(), STAGING, Content.of("v3"), List.of(), first.id(), first.limits());

    assertThat(after(record))
        .isEqualTo(
            following(
                record.withQueue(List.of(second)),
                new Next.Begin(first.id(), task, first.limits())));
  }

  @Test
  @DisplayName("S6.2 one that is refused when its turn comes is recorded, and the next one begins")
  void refusedDeployment_isRecorded() {
    Instance used = V2_1;
    QueuedDeployment refused =
        QueuedDeployment.builder().from(queued("v3", PRODUCTION)).addGiven(used).build();
    QueuedDeployment second = queued("v4", PRODUCTION);

    Following following = after(record(plain(), it -> it.addQueue(refused, second)));

    assertThat(following.record().queue()).isEmpty();
    assertThat(following.next())
        .containsInstanceOf(Next.Begin.class)
        .map(it -> ((Next.Begin) it).id())
        .contains(second.id());
    assertThat(following.refused())
        .containsExactly(
            new Refused(
                refused.id(),
                new Wanted.Queued(refused),
                refused.since(),
                "S1.4: instance v2-1 would serve twice in app shop; an instance runs one content"
                    + " for one slot"));
  }

  @Test
  @DisplayName("S6.2 to a slot that a pending preview holds nothing is deployed")
  void heldSlot_refusesTheDeployment() {
    Operation pausing = paused("p-1", STAGING, PRODUCTION);
    AppRecord record = record(plain(), it -> it.addPaused(pausing).addQueue(queued("v3", STAGING)));

    Following following = after(record);

    assertThat(following.next()).isEmpty();
    assertThat(following.record()).isEqualTo(record.withQueue(List.of()));
    assertThat(following.refused()).hasSize(1);
    assertThat(following.refused().get(0).reason())
        .contains("S1.7: deploy v3 to staging")
        .contains("p-1");
  }

  @Test
  @DisplayName("S4.9 a slot whose time to be kept warm is over is put in order")
  void keptWarm_isSettled() {
    App kept = set(keptWarm(plain(), STAGING), STAGING, "COLOR", "red");
    AppRecord released = record(SettlingRules.released(kept, STAGING));

    assertThat(after(record(kept)))
        .isEqualTo(
            following(
                released,
                new Next.Begin(NEXT, SETTLINGS.settling(kept, STAGING).orElseThrow(), LIMITS)));
  }

  @Test
  @DisplayName("S4.9 one that has nothing to be put in order is just not kept any more")
  void keptWarmWithNothingToDo_isReleased() {
    App kept = keptWarm(keptWarm(plain(), PRODUCTION), STAGING);

    assertThat(after(record(kept))).isEqualTo(nothingAfter(record(plain())));
  }

  @Test
  @DisplayName("S4.9 one that a pending preview holds is left alone")
  void keptWarmAndHeld_isLeftAlone() {
    App kept = set(keptWarm(plain(), STAGING), STAGING, "COLOR", "red");
    AppRecord record = record(kept, it -> it.addPaused(paused("p-1", STAGING, PRODUCTION)));

    assertThat(after(record)).isEqualTo(nothingAfter(record));
  }

  @Test
  @DisplayName("S6.1 the automatic swap that followed a deployment is known, begun or not")
  void automaticSwap_isKnown() {
    App stopped =
        automatic(plain()).withSlot(PRODUCTION, it -> it.toBuilder().stopped(true).build());
    AppRecord waiting = record(plain(), it -> it.addQueue(queued("v3", PRODUCTION)));
    Swap byHand = SWAPS.facts(plain(), INTO_PRODUCTION, LIMITS);

    assertThat(after(record(automatic(plain())), DEPLOYED).automaticSwap()).contains(NEXT);
    assertThat(after(record(stopped), DEPLOYED).automaticSwap()).contains(NEXT);
    assertThat(after(waiting).automaticSwap()).isEmpty();
    assertThat(after(record(plain())).automaticSwap()).isEmpty();
    assertThat(following(waiting, new Next.Begin(NEXT, byHand, LIMITS)).automaticSwap()).isEmpty();
  }

  @Test
  @DisplayName("S6.2 a deployment that could not begin is no automatic swap")
  void refusedDeployment_isNoAutomaticSwap() {
    AppRecord record =
        record(
            plain(),
            it -> it.addPaused(paused("p-1", STAGING, PRODUCTION)).addQueue(queued("v3", STAGING)));

    assertThat(after(record).refused()).hasSize(1);
    assertThat(after(record).automaticSwap()).isEmpty();
  }

  @Test
  @DisplayName("S6.2 first the automatic swap, then what was decided, then what waits in the queue")
  void order_isFixed() {
    Operation decided = paused("p-1", CANARY, CANARY).toBuilder().decision(Decision.CANCEL).build();
    App kept = set(keptWarm(automatic(plain()), STAGING), STAGING, "COLOR", "red");
    AppRecord all = record(kept, it -> it.addPaused(decided).addQueue(queued("v3", PRODUCTION)));

    assertThat(id(after(all, DEPLOYED))).isEqualTo(NEXT);
    assertThat(id(after(all))).isEqualTo(decided.id());
    assertThat(id(after(all.notPausing(decided.id())))).isEqualTo(OperationId.of("queued-v3"));
    assertThat(id(after(all.notPausing(decided.id()).withQueue(List.of())))).isEqualTo(NEXT);
  }

  private static OperationId id(Following following) {
    return following.next().orElseThrow() instanceof Next.Begin begin
        ? begin.id()
        : ((Next.Resume) following.next().orElseThrow()).paused().id();
  }

  private static Following after(AppRecord record) {
    return after(record, Optional.empty());
  }

  private static Following after(AppRecord record, Optional<Deployment> deployed) {
    return SUCCESSION.after(record, deployed, () -> NEXT, NOW);
  }

  private static Following following(AppRecord record, Next next) {
    return new Following(record, Optional.of(next), List.of());
  }

  private static Following nothingAfter(AppRecord record) {
    return new Following(record, Optional.empty(), List.of());
  }

  private static AppRecord record(App app) {
    return AppRecord.of(app, 3, 7, Optional.empty());
  }

  private static AppRecord record(App app, UnaryOperator<AppRecord.Builder> change) {
    return change.apply(record(app).toBuilder()).build();
  }

  private static App automatic(App app) {
    return app.withSlot(STAGING, it -> it.toBuilder().autoSwapTarget(PRODUCTION).build());
  }

  private static App keptWarm(App app, SlotName slot) {
    return app.withSlot(slot, it -> it.toBuilder().keptWarmUntil(NOW).build());
  }

  private static Slot like(SlotName slot, SlotName name) {
    return plain().slot(slot).toBuilder().name(name).build();
  }

  private static Deployment deployment(App app, SlotName slot) {
    return DEPLOYMENTS.deployment(
        app, slot, Content.of("v2"), List.of(), OperationId.of("deployed"), LIMITS);
  }

  private static QueuedDeployment queued(String version, SlotName slot) {
    return QueuedDeployment.builder()
        .id(OperationId.of("queued-" + version))
        .slot(slot)
        .content(Content.of(version))
        .limits(Limits.builder().drain(Duration.ofSeconds(1)).build())
        .since(NOW.minusSeconds(60))
        .build();
  }

  private static Operation expiring(Instant at) {
    return paused("p-1", STAGING, PRODUCTION).toBuilder().expiresAt(at).build();
  }

  private static Operation paused(String id, SlotName source, SlotName target) {
    Swap swap =
        Swap.builder()
            .from(SWAPS.factsOfPreview(plain(), INTO_PRODUCTION, LIMITS))
            .source(source)
            .target(target)
            .build();
    return Operation.builder()
        .id(OperationId.of(id))
        .app(SHOP)
        .task(swap)
        .limits(LIMITS)
        .holder(EngineId.of("engine-1", "1"))
        .fencingToken(1)
        .startedAt(NOW.minusSeconds(600))
        .position(Position.of(StepName.AWAIT_DECISION, Direction.FORWARD, NOW))
        .build();
  }
}
