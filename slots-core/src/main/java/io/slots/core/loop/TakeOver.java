package io.slots.core.loop;

import io.slots.app.AppName;
import io.slots.core.step.Flow;
import io.slots.core.step.Scene;
import io.slots.core.step.Step;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what an engine that is gone has left in the store: an operation that has not reached
 * its point of no return is reverted, one that has is finished (S9.3); one that pauses goes on
 * pausing (S5.2). The fencing token goes up, so that whoever held the operation can do nothing
 * more.
 */
final class TakeOver {
  private static final Logger log = LoggerFactory.getLogger(TakeOver.class);

  private final Surroundings surroundings;
  private final Runs runs;

  TakeOver(Surroundings surroundings, Runs runs) {
    this.surroundings = surroundings;
    this.runs = runs;
  }

  void all() {
    for (AppName app : surroundings.scheduler().await(surroundings.store().appsThatNeedEngine())) {
      one(app);
    }
  }

  /** Who has written meanwhile has changed something else, or else drives the operation now. */
  private void one(AppName app) {
    Optional<AppRecord> found = find(app);
    long token = found.map(AppRecord::fencingToken).orElse(0L);
    while (found.filter(it -> it.fencingToken() == token && !isSeenTo(it)).isPresent()) {
      found = find(app);
    }
  }

  private Optional<AppRecord> find(AppName app) {
    return surroundings.scheduler().await(surroundings.store().find(app));
  }

  private boolean isSeenTo(AppRecord record) {
    runs.expect(record);
    if (record.operation().isEmpty() || runs.running(record.operation().get().id()).isPresent()) {
      return true;
    }
    Operation taken = taken(record);
    AppRecord next = record.next(record.app(), Optional.of(taken));
    StoreAnswer answer =
        surroundings.scheduler().await(surroundings.store().replace(next, List.of()));
    if (!(answer instanceof StoreAnswer.Written)) {
      return false;
    }
    log.info("{}: taking over \"{}\"", taken.id(), taken.task().describe());
    runs.drive(next, true);
    return true;
  }

  private Operation taken(AppRecord record) {
    Operation found = record.operation().orElseThrow();
    Flow flow = Flow.of(found.task());
    int index = flow.indexOf(found.position().step());
    Step underWay = flow.steps().get(index);
    Operation mine =
        found.toBuilder()
            .holder(surroundings.holder())
            .fencingToken(record.fencingToken() + 1)
            .addAllRestarted(
                underWay.restarts()
                    ? underWay.instances(new Scene(record.app(), found))
                    : List.of())
            .build();
    return found.isGoingBack() || index >= flow.pointOfNoReturn()
        ? mine
        : Beginnings.back(
            mine,
            flow,
            index,
            "engine " + found.holder() + " stopped at \"" + found.position().step() + "\"",
            record.app(),
            surroundings.scheduler().now());
  }
}
