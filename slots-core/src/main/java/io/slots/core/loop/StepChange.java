package io.slots.core.loop;

import io.slots.app.App;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Stores that a step has ended and which comes next. How many steps have ended tells whether it was
 * made: each such write adds one.
 *
 * @param change what the step did to the app
 * @param next the operation at its next step
 * @param isMine whether a record's operation is still this engine's
 * @param then what comes when it is stored
 */
record StepChange(
    UnaryOperator<App> change,
    Operation next,
    Predicate<AppRecord> isMine,
    Consumer<AppRecord> then)
    implements RecordWriter.Change {
  @Override
  public Draft draft(AppRecord record) {
    return new Draft(record.next(change.apply(record.app()), Optional.of(next)), List.of());
  }

  @Override
  public boolean isMadeIn(AppRecord found) {
    return isMine.test(found)
        && found.operation().orElseThrow().steps().size() == next.steps().size();
  }

  @Override
  public void written(AppRecord stored, List<EndedOperation> ended) {
    then.accept(stored);
  }
}
