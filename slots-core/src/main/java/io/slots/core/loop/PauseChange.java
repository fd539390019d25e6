package io.slots.core.loop;

import io.slots.core.rules.Succession;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stores that an operation pauses (S5.2). For the others of the app that is an end: what waits for
 * it comes on.
 *
 * @param surroundings what the engine has
 * @param paused the operation as it pauses
 * @param then what comes when it is stored
 */
record PauseChange(Surroundings surroundings, Operation paused, Consumer<AppRecord> then)
    implements RecordWriter.Change {
  @Override
  public Draft draft(AppRecord record) {
    Instant now = surroundings.scheduler().now();
    AppRecord over =
        record.pausing(paused).toBuilder().operation(Optional.<Operation>empty()).build();
    Succession.Following following =
        surroundings.succession().after(over, Optional.empty(), surroundings.ids(), now);
    return new Draft(
        Beginnings.begun(following, surroundings.engine(), now),
        Reports.of(following.refused(), record.name(), now));
  }

  @Override
  public boolean isMadeIn(AppRecord found) {
    return found
        .paused(paused.id())
        .filter(it -> it.fencingToken() == paused.fencingToken())
        .isPresent();
  }

  @Override
  public void written(AppRecord stored, List<EndedOperation> ended) {
    then.accept(stored);
  }
}
