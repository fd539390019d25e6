package io.slots.core.loop;

import com.google.common.collect.ImmutableList;
import io.slots.app.App;
import io.slots.core.rules.Succession;
import io.slots.operation.AppDeletion;
import io.slots.operation.Deployment;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The write that ends an operation. What the app goes on with by itself begins in the same write,
 * so that nothing comes between and no crash can lose it (S6).
 */
final class FinalChange implements RecordWriter.Change {
  /** Who is told that it is made. */
  interface Then {
    void written(Operation last, AppRecord stored, List<EndedOperation> ended);
  }

  private final Surroundings surroundings;
  private final UnaryOperator<App> change;
  private final Operation last;
  private final Then then;

  FinalChange(Surroundings surroundings, UnaryOperator<App> change, Operation last, Then then) {
    this.surroundings = surroundings;
    this.change = change;
    this.last = last;
    this.then = then;
  }

  @Override
  public Draft draft(AppRecord record) {
    Instant now = surroundings.scheduler().now();
    AppRecord over =
        record.toBuilder()
            .app(change.apply(record.app()))
            .operation(Optional.<Operation>empty())
            .build();
    if (deletes()) {
      return new Draft(
          over.next(over.app(), Optional.empty()),
          List.of(Reports.of(last, Optional.empty(), now)));
    }
    Succession.Following following =
        surroundings.succession().after(over, deployed(), surroundings.ids(), now);
    AppRecord next = Beginnings.begun(following, surroundings.engine(), now);
    ImmutableList.Builder<EndedOperation> ended = ImmutableList.builder();
    ended.add(Reports.of(last, following.automaticSwap(), now));
    ended.addAll(Reports.of(following.refused(), record.name(), now));
    return new Draft(next, ended.build());
  }

  /**
   * A deployment that was done: only such a one, and no restart, causes an automatic swap (S6.1).
   */
  private Optional<Deployment> deployed() {
    Ending ending = Reports.ending(last);
    return last.task() instanceof Deployment deployment
            && !deployment.restart()
            && (ending == Ending.COMPLETED || ending == Ending.COMPLETED_SOURCE_DEGRADED)
        ? Optional.of(deployment)
        : Optional.empty();
  }

  @Override
  public boolean isMadeIn(AppRecord found) {
    return false;
  }

  @Override
  public boolean ends() {
    return true;
  }

  /** An app that was deleted takes its record with it; one whose deletion was reverted does not. */
  @Override
  public boolean deletes() {
    return last.task() instanceof AppDeletion && !last.isGoingBack();
  }

  @Override
  public void written(AppRecord stored, List<EndedOperation> ended) {
    then.written(last, stored, ended);
  }
}
