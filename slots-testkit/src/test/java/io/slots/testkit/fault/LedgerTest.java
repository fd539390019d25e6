package io.slots.testkit.fault;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.CANARY;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.Rerouting;
import io.slots.operation.SwapRequest;
import io.slots.operation.Task;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is whole and what is half, of real operations and of reports that lie about them. */
class LedgerTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private App before = App.of(SHOP, Plan.premium(1));
  private App after = before;
  private Task task = Rerouting.of("nothing yet", List.of());

  @BeforeEach
  void setUp() {
    before = kit.given(stagingAndProduction());
  }

  private EndedOperation played(Function<Slots, Running> begin) {
    Running running = begin.apply(kit.slots());
    task = kit.slots().operations().current(SHOP).map(Operation::task).orElseThrow();
    EndedOperation report = running.await().report();
    after = kit.slots().apps().get(SHOP);
    return report;
  }

  private EndedOperation swapped() {
    return played(it -> it.swaps().swap(SwapRequest.of(SHOP, STAGING)));
  }

  private static EndedOperation as(Ending ending, EndedOperation report) {
    return EndedOperation.builder().from(report).ending(ending).build();
  }

  private Optional<String> breach(EndedOperation report, App was, App is) {
    return new WholeOrNothing(report, task, was, is).breach();
  }

  @Test
  void swap_isWholeOrNothing() {
    EndedOperation report = swapped();

    assertThat(breach(report, before, after)).isEmpty();
    assertThat(breach(as(Ending.REVERTED, report), before, before)).isEmpty();
    assertThat(breach(report, before, before))
        .contains(
            "S9.2: \"swap staging into production\" (op-5) ended: completed, but staging has not"
                + " what production had");
    assertThat(breach(as(Ending.REVERTED, report), before, after))
        .hasValueSatisfying(
            it -> assertThat(it).endsWith("staging has other content or instances than before"));
  }

  @Test
  void slotSettingsThatMoved_areFound() {
    EndedOperation report = swapped();
    App moved =
        after.withSettings(PRODUCTION, SettingsChange.set(Setting.of("DATABASE", "of staging")));

    assertThat(breach(report, before, moved))
        .hasValueSatisfying(
            it -> assertThat(it).endsWith("slot settings of production have not stayed"));
    assertThat(breach(as(Ending.REVERTED, report), before, withOther(before)))
        .hasValueSatisfying(
            it -> assertThat(it).endsWith("staging has other settings than before"));
  }

  private static App withOther(App app) {
    return app.withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "red")));
  }

  @Test
  void deployment_isWholeOrNothing() {
    EndedOperation report = played(it -> it.slots().deploy(SHOP, STAGING, Content.of("v3")));

    assertThat(breach(report, before, after)).isEmpty();
    assertThat(breach(report, before, before))
        .hasValueSatisfying(it -> assertThat(it).endsWith("but staging has v2"));
  }

  @Test
  void scalingAndDeletion_areWholeOrNothing() {
    EndedOperation scaled = played(it -> it.apps().scale(SHOP, 3));
    assertThat(breach(scaled, before, after)).isEmpty();
    assertThat(breach(scaled, before, before.toBuilder().plan(after.plan()).build()))
        .hasValueSatisfying(it -> assertThat(it).endsWith("production has not 3 instances"));

    App three = after;
    EndedOperation deleted = played(it -> it.slots().delete(SHOP, STAGING));
    assertThat(breach(deleted, three, after)).isEmpty();
    assertThat(breach(deleted, three, three))
        .hasValueSatisfying(it -> assertThat(it).endsWith("but staging is there"));
    assertThat(breach(as(Ending.REVERTED, deleted), three, after))
        .hasValueSatisfying(it -> assertThat(it).contains("as it was not before"));
  }

  @Test
  void operationThatIsLost_isFound_unlessItPauses() {
    Ledger ledger = Ledger.of(kit);
    Running swap = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));
    assertThat(swap.awaitPause()).isTrue();

    assertThatCode(() -> ledger.assertWhole(Set.of(swap.id()))).doesNotThrowAnyException();
    assertThatThrownBy(() -> ledger.assertWhole(Set.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("S9.6: op-5, \"swap staging into production\", is lost");
    kit.slots().swaps().cancel(SHOP, STAGING);
    kit.untilIdle();
    assertThatCode(() -> ledger.assertWhole(Set.of())).doesNotThrowAnyException();
  }

  @Test
  void operationThatEndsTwiceOrHalf_isFound() {
    Ledger ledger = Ledger.of(kit);
    EndedOperation report = swapped();
    var record = kit.time().await(kit.store().find(SHOP)).orElseThrow();
    ledger.written(Optional.of(record), Optional.of(record), List.of(report));

    assertThatThrownBy(() -> ledger.assertWhole(Set.of())).hasMessage("S8.1: op-5 has ended twice");
  }

  @Test
  void appThatIsDeleted_takesItsOperationsWithIt() {
    Ledger ledger = Ledger.of(kit);
    kit.carryOut(it -> it.apps().deleteWithSlots(SHOP));

    assertThatCode(() -> ledger.assertWhole(Set.of())).doesNotThrowAnyException();
  }

  @Test
  void slotsThatOthersMake_areNoBusinessOfAnOperations() {
    EndedOperation report = swapped();
    SlotName canary = CANARY;
    kit.slots().slots().create(SHOP, canary);

    assertThat(breach(report, before, kit.slots().apps().get(SHOP))).isEmpty();
  }
}
