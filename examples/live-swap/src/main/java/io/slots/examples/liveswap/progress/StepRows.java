package io.slots.examples.liveswap.progress;

import io.slots.app.InstanceId;
import io.slots.operation.Direction;
import io.slots.operation.StepName;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A step and the instances that it works on. For one thread. */
final class StepRows {
  private final Map<InstanceId, Row> instances = new TreeMap<>();
  private Row step;

  StepRows(StepName step, Direction direction) {
    this.step = Row.waiting((direction == Direction.BACK ? "undo: " : "") + step);
  }

  Row step() {
    return step;
  }

  Collection<Row> instances() {
    return instances.values();
  }

  long instancesDone() {
    return instances.values().stream().filter(row -> row.state() == Row.State.DONE).count();
  }

  void started(Instant at, Set<InstanceId> ids) {
    step = step.running(at, "");
    ids.forEach(id -> instances.put(id, Row.waiting(id.value())));
  }

  void failed(Instant at, String reason) {
    if (step.state() == Row.State.RUNNING) {
      step = step.ended(false, at, reason);
    }
  }

  void ended(Instant at) {
    if (step.state() == Row.State.RUNNING) {
      step = step.ended(true, at, "");
    }
  }

  void note(String note) {
    step = step.withNote(note);
  }

  void instance(InstanceId id, UnaryOperator<Row> change) {
    instances.put(id, change.apply(instances.getOrDefault(id, Row.waiting(id.value()))));
  }
}
