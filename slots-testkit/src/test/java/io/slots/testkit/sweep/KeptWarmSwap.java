package io.slots.testkit.sweep;

import static io.slots.operation.Ending.COMPLETED;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.testkit.RecordedCall;
import java.time.Duration;
import java.util.List;

/**
 * A swap whose former target is kept warm, its rollback within that time, and what is done in the
 * end with what the rollback has kept warm (S4.9).
 */
final class KeptWarmSwap implements Piece {
  private static final Duration TIME = Duration.ofMinutes(10);

  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(stage -> stage.await(stage.swap(limits -> limits.keepWarm(TIME)))),
        Act.onceIf(
            KeptWarmSwap::wasSwapped,
            stage ->
                stage.await(
                    stage.begun(
                        stage.kit().slots().swaps().rollback(SHOP, stage.ended().get(0).id())))),
        Act.waitWhile(Stage::isKeptWarm));
  }

  private static boolean wasSwapped(Stage stage) {
    return stage.ended().stream()
        .map(Outcome::of)
        .filter(it -> it.report().kind() == OperationKind.SWAP)
        .anyMatch(Outcome::isDone);
  }

  @Override
  public List<Ending> endings() {
    return List.of(COMPLETED, COMPLETED, COMPLETED);
  }

  @Override
  public void undisturbed(List<EndedOperation> ended, List<RecordedCall> calls) {
    assertThat(ended)
        .extracting(EndedOperation::kind)
        .containsExactly(OperationKind.SWAP, OperationKind.SWAP, OperationKind.SETTLING);
    OperationId rollback = ended.get(1).id();
    assertThat(calls)
        .filteredOn(call -> call.call().operation().equals(rollback))
        .isNotEmpty()
        .noneMatch(call -> call.effect() instanceof Restart);
  }
}
