package io.slots.core.rules;

import static io.slots.core.rules.Shop.CANARY;
import static io.slots.core.rules.Shop.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.LimitsChange;
import io.slots.operation.OperationKind;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackRulesTest {
  private static final OperationId ID = OperationId.of("op-1");
  private static final OperationId OTHER = OperationId.of("op-2");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static EndedOperation ended(OperationId id, OperationKind kind, Ending ending) {
    return EndedOperation.builder()
        .id(id)
        .app(Shop.of(1).name())
        .kind(kind)
        .addSlots(STAGING, SlotName.PRODUCTION)
        .description("swap staging into production")
        .startedAt(NOW)
        .endedAt(NOW)
        .ending(ending)
        .build();
  }

  private static LastSwap last(OperationId id, boolean preservedVnet) {
    return LastSwap.builder()
        .operation(id)
        .at(NOW)
        .source(STAGING)
        .target(SlotName.PRODUCTION)
        .preservedVnet(preservedVnet)
        .build();
  }

  private static App swapped(boolean preservedVnet) {
    App app = Shop.of(1);
    for (SlotName slot : List.of(STAGING, SlotName.PRODUCTION)) {
      app = app.withSlot(slot, it -> it.toBuilder().lastSwap(last(ID, preservedVnet)).build());
    }
    return app;
  }

  private static SwapRequest rollback(App app) {
    return RollbackRules.swap(
        app, List.of(ended(ID, OperationKind.SWAP, Ending.COMPLETED)), ID, NOW);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S4.9 the same swap again, with the network as it was asked for then")
  void swap_isTheSameSwap(boolean preservedVnet) {
    assertThat(rollback(swapped(preservedVnet)))
        .isEqualTo(
            SwapRequest.builder()
                .from(SwapRequest.of(Shop.of(1).name(), STAGING))
                .preserveVnet(preservedVnet)
                .build());
  }

  @Test
  @DisplayName("S4.9 what is kept warm stays so for the rest of the time, with the engine's limits")
  void swap_keptWarm_forTheRest() {
    App kept =
        swapped(true)
            .withSlot(STAGING, it -> it.toBuilder().keptWarmUntil(NOW.plusSeconds(90)).build());
    App over = swapped(true).withSlot(STAGING, it -> it.toBuilder().keptWarmUntil(NOW).build());
    App notYetSettled =
        swapped(true)
            .withSlot(STAGING, it -> it.toBuilder().keptWarmUntil(NOW.minusSeconds(1)).build());

    assertThat(rollback(kept).limits())
        .isEqualTo(LimitsChange.builder().keepWarm(Duration.ofSeconds(90)).build());
    assertThat(rollback(over).limits()).as("a swap like others").isEqualTo(LimitsChange.none());
    assertThat(rollback(notYetSettled).limits()).isEqualTo(LimitsChange.none());
  }

  @Test
  @DisplayName("S4.9 nobody knows it")
  void swap_unknown_isRefused() {
    assertThat(
            Shop.refused(4, 9, () -> RollbackRules.swap(swapped(true), List.of(), ID, NOW))
                .problem())
        .isEqualTo("app shop has no ended operation op-1");
  }

  @ParameterizedTest
  @EnumSource(names = {"REVERTED", "REVERTED_SOURCE_DEGRADED", "REFUSED"})
  @DisplayName("S4.9 it was not completed")
  void swap_notCompleted_isRefused(Ending ending) {
    List<EndedOperation> history = List.of(ended(ID, OperationKind.SWAP, ending));

    assertThat(
            Shop.refused(4, 9, () -> RollbackRules.swap(swapped(true), history, ID, NOW)).problem())
        .endsWith("ended " + ending);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SWAP")
  @DisplayName("S4.9 it was no swap")
  void swap_ofAnotherKind_isRefused(OperationKind kind) {
    List<EndedOperation> history = List.of(ended(ID, kind, Ending.COMPLETED));

    Shop.refused(4, 9, () -> RollbackRules.swap(swapped(true), history, ID, NOW));
  }

  @Test
  @DisplayName("S4.9 degraded instances of the source are no obstacle")
  void swap_completedDegraded() {
    List<EndedOperation> history =
        List.of(
            ended(OTHER, OperationKind.DEPLOYMENT, Ending.REVERTED),
            ended(ID, OperationKind.SWAP, Ending.COMPLETED_SOURCE_DEGRADED));

    assertThat(RollbackRules.swap(swapped(true), history, ID, NOW).source()).isEqualTo(STAGING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  @DisplayName("S4.9 one of the slots has taken part in another swap, or has changed, since")
  void swap_changedSince_isRefused(String name) {
    SlotName slot = SlotName.of(name);
    App swappedAgain =
        swapped(true).withSlot(slot, it -> it.toBuilder().lastSwap(last(OTHER, true)).build());
    App configured =
        swapped(true).withSettings(slot, SettingsChange.set(Setting.of("COLOR", "green")));
    App deployed =
        swapped(true)
            .withSlot(
                slot,
                it -> it.withNewContent(Deployed.of(Content.of("v9"), Shop.instances("v9", 1))));

    App madeAgain =
        swapped(true)
            .withSlot(slot, it -> it.toBuilder().lastSwap(Optional.<LastSwap>empty()).build());

    for (App swapped : List.of(swappedAgain, madeAgain)) {
      assertThat(Shop.refused(4, 9, () -> rollback(swapped)).problem())
          .isEqualTo("slot \"" + name + "\" has taken part in another swap since op-1");
    }
    for (App changed : List.of(configured, deployed)) {
      assertThat(Shop.refused(4, 9, () -> rollback(changed)).problem())
          .isEqualTo("settings or content of slot \"" + name + "\" have changed since op-1");
    }
  }

  @Test
  @DisplayName("S4.9 S3.1 a mark in a third slot is a change of both")
  void swap_markedSince_isRefused() {
    App marked =
        swapped(true).withSettings(CANARY, SettingsChange.setSticky(Setting.of("COLOR", "green")));

    Shop.refused(4, 9, () -> rollback(marked));
  }
}
